import type { ToneLines } from "./review-tone";

/** How people came to the record: memories, none of which dates the record or the reader. */
export const memories = [
  "My father played this every Sunday and I pretended to hate it.",
  "I first heard {record} in a friend's kitchen at [two|three|four] in the morning.",
  "I sold my copy when I was broke and have regretted it [ever since|for years].",
  "This was playing in the bar where I met my [wife|husband|partner].",
  "My old [teacher|boss|neighbour] used to hum the opening tune in the corridor.",
  "@classic I had it on cassette until the [car ate it|tape snapped].",
  "Heard it on late-night radio, [pulled the car over|wrote the name on my hand].",
  "I wore out my first copy and then [moved three times without one|lost the second in a divorce].",
  "We played this record the night our [daughter|son] was born, very softly.",
  "Years ago somebody stole my copy at a party. I know who it was.",
  "I borrowed {record} from the library so often that they [asked if I wanted to keep it|knew me by name].",
  "I learned to [cook|iron|type] to this record, don't ask.",
  "During a long winter in the north this was the record that [kept me going|got me out of bed].",
  "An ex took {record} with them, and this is me getting over it.",
  "My brother and I used to fight over who could turn it over.",
] as const;

/** What a memory turns into, by tone. */
export const memoryEndings: ToneLines = {
  good: [
    "Hearing it again brought all of that back.",
    "Now I have it and it is even better than I remembered.",
    "I may have shed a tear on side two.",
    "Some things do not get smaller when you come back to them.",
    "It was like meeting an old friend who [hasn't aged|still owes me nothing].",
    "Sitting there with the sleeve on my knees, I was [nineteen|twenty-five|a child] again.",
    "It holds up. Oh, how it holds up.",
    "This time nobody gets to borrow it.",
  ],
  fair: [
    "Perhaps one should leave memories alone, it is a little smaller than I remembered.",
    "Lovely to have it back, even if the copy isn't [perfect|the best].",
    "The memory was in better condition than the record.",
    "Half nostalgia, half [good music|great music], I can't separate the two.",
  ],
  bad: [
    "So you can imagine how I felt when I put this copy on.",
    "It deserved a better copy than this one.",
    "I wish I had left it as a memory.",
    "And then this copy turned up and spoiled it.",
  ],
};

/** Other roads to a record: advice, chance and envy, without a memory of the music. */
export const roads = [
  "A drummer I used to share a flat with swore by {artist}.",
  "My grandfather's copy went to my cousin, so I needed [my own|one too].",
  "Saw the sleeve on a wall in a [cafe|barber's|dentist's waiting room] and asked what it was.",
  "I have been looking for {record} for [years|longer than I like to admit].",
  "A musician friend told me to start with {artist}.",
  "My daughter's piano teacher keeps talking about {artist}.",
  "There is a poster of this sleeve in my [hairdresser's|favourite bar], and I gave in.",
  "I read a [whole book|long article] about {artist} before I had heard a note.",
  "My colleague hums this [at the copier|all day] and never knew what it was. I found out.",
  "Somebody played one tune from {record} at a [wedding|funeral] and I asked for the name.",
  "My neighbour plays it through the wall. I wanted to hear the other half of the stereo.",
] as const;

/** Where the road led, by tone. */
export const destinations: ToneLines = {
  good: [
    "[Should have done it|I should have bought it] years ago.",
    "Now I understand.",
    "It was the right [decision|thing to do], I knew after the first minute.",
    "All true, it turns out.",
    "I was prepared for a letdown and there wasn't one.",
    "[Well worth|Worth] the detour.",
  ],
  fair: [
    "I think I expected too much.",
    "I can hear what they mean, some of the time.",
    "Glad I know it now, not sure how often I'll play it.",
    "It is good, it just isn't the revelation I was promised.",
  ],
  bad: [
    "Not with this copy, though.",
    "And then I got this copy.",
    "What a way to be introduced to it.",
    "I still don't know what the fuss is about, because this copy won't let me hear it.",
  ],
};

/** Bought for somebody else. */
export const gifts: ToneLines = {
  good: [
    "A present for my [father|mother|brother], who has not stopped talking about it!",
    "Bought for my [husband|wife|partner] for our anniversary. We danced in the [hall|kitchen].",
    "A birthday gift for a friend who has everything, and now [really has everything|also has this].",
    "Gave it to my [son|daughter] with the first turntable. A good start, I think.",
    "It was meant as a gift. I kept it. [I regret nothing|Sorry, Paul|Somebody is getting socks].",
    "A retirement present for a colleague who [plays a bit|knows every note of it]. Big success.",
    "My [uncle|father-in-law], who never says anything, said 'nice'.",
  ],
  fair: [
    "Bought as a gift, and it was received politely.",
    "A present for my [sister|brother], who liked the music more than the state of the copy.",
    "Gift for a friend. He loves {artist}, I had to explain the [crackle|soft corner].",
    "For my [dad|mum]: the music was a hit, the copy less so.",
  ],
  bad: [
    "This was a present and I was embarrassed [to hand it over|when we put it on].",
    "Bought for my father's [seventieth|sixtieth|eightieth] birthday. He put on a brave face.",
    "A gift that I had to apologise for.",
    "My [wife|husband] gave me this, so I was told to be polite. I tried.",
  ],
};

/** Against other copies and other ways to hear it. */
export const comparisons: ToneLines = {
  good: [
    "I have had the CD for years and this is another world.",
    "Streaming had me thinking I knew {record}. I didn't.",
    "I compared it with a friend's much dearer copy and [we could not tell them apart|preferred mine].",
    "@classic Beats the copy I've had since my student days by a mile.",
    "@classic Third version of {record} on my shelf and the first I'd call [definitive|final].",
    "Next to this my download sounds like a telephone.",
    "I sold my other pressing after one side of this.",
    "Better than the reissue I bought [elsewhere|on holiday], and that one cost more.",
  ],
  fair: [
    "Compared with my CD it is warmer, and noisier.",
    "@classic My old worn copy still has [something|a bite] this one hasn't.",
    "A step up from streaming, not the leap I had hoped for.",
    "Not as open as the pressing a friend owns, but also not as dear.",
    "Put it next to the CD and [had to listen twice|the difference is small].",
  ],
  bad: [
    "@classic My scratched old copy beats it, and that one has been through two floods.",
    "The CD from the library sounds better than this, which should not be possible.",
    "Compared it with the stream: the stream won.",
    "@classic I've had three versions of {record} and this is the worst by far.",
    "@classic I went back to my cassette. My cassette!",
  ],
};

/** People who are new to the music or to records. */
export const newcomers: ToneLines = {
  good: [
    "I'm new to {genre} and somebody told me to start here. Good advice!",
    "My first jazz record. Help, I want them all now.",
    "Always thought {genre} wasn't for me. [Wrong|I was wrong], apparently.",
    "I only bought a turntable in [spring|January|the autumn], and this is the first record that made sense of it.",
    "No idea about jazz, I liked the cover. [Best accident ever|Lucky me].",
    "I came for one tune I knew, and now I know what a [head|chorus|turnaround] is.",
  ],
  fair: [
    "I'm still finding my way into {genre} and this one is a steep path.",
    "Probably not the best place to start with {artist}, I learned afterwards.",
    "As a beginner I like about half of it, [which half changes|ask me again in a year].",
    "First jazz record. I think I like it? Some of it.",
  ],
  bad: [
    "Beginner here: don't start with this one.",
    "I wanted to get into {genre} and this closed the door for now.",
    "Everyone says it's essential, so it's probably me, but no.",
  ],
};

/** Collector's detail: what a person with a lamp and a scale says. */
export const collecting: ToneLines = {
  good: [
    "@post Run-out etchings match the listing, [nice to see someone check|as promised].",
    "Checked under a lamp: [no spindle marks|gloss from edge to label], no feelable marks.",
    "Azimuth check, level check, coffee, and then forty minutes of silence from me.",
    "@used Correct labels, correct inner, [correct everything|nothing swapped].",
    "Ran it through the machine out of habit, the brush came up clean.",
    "Channel balance is good and the inner grooves hold together, even with my conical stylus.",
    "The cut has more level than I expected and still doesn't strain.",
    "A proper upgrade for the shelf, the old one goes to my nephew.",
  ],
  fair: [
    "@used For the record: the sleeve is a later one than the disc, which the listing doesn't say.",
    "@new Decent cut, though I would like to know [what source they used|who did the transfer].",
    "@new The hype sticker promises more than the grooves deliver.",
    "Slightly off centre on side two, you see the arm swing before you hear it.",
    "@used VG+ is a wide church, and this one sits in the back row.",
  ],
  bad: [
    "@post The run-out etchings are from a different pressing than the one I ordered.",
    "Measured it: the warp lifts the arm by a good finger's width.",
    "@used I have graded records for [thirty|twenty] years and this is a G+ on a kind day.",
    "@new Whoever mastered this had a deadline and a [head cold|broken meter].",
    "@new Reissues like this are why people give up on new vinyl.",
    "Whatever the source was, it wasn't a tape.",
  ],
};

/** Older customers, who write as they speak. */
export const elders: ToneLines = {
  good: [
    "I am [seventy-four|eighty-one|seventy-eight] and my hearing is not what it was, but this I can hear.",
    "At my age one buys a record to keep, and I shall keep this one.",
    "@post My granddaughter ordered it for me on her telephone, it took her one minute.",
    "@post The young man who carried it to the door was very polite.",
    "One has to get up every twenty minutes to turn it over, my doctor approves.",
    "@classic I had thought they did not make them like this any more. They do.",
    "My late husband would have loved this one.",
    "It is a comfort in the evenings.",
  ],
  fair: [
    "@classic It is not quite the record I remember, but it is good company.",
    "I had hoped to hear it without crackle, one last time.",
    "The print on the back is too small for anybody over fifty.",
    "@new In my day a new record did not need washing, but never mind.",
    "@post I could not open the parcel without the help of my neighbour.",
    "@classic A good record, if not as good as my memory of it, which may be my memory's doing.",
  ],
  bad: [
    "@post I have bought records since I was sixteen and have seldom been sent one in such a state.",
    "@post I telephoned, and was asked to write an e-mail, which I do not have.",
    "It is a great deal of money for a pensioner to spend on a noise.",
    "One does not like to complain, but this will not do.",
  ],
};
