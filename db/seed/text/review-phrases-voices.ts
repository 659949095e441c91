import type { ToneLines } from "./review-tone";

/** Customers who write English as a second or third language: what they say of the music. */
export const foreignMusic: ToneLines = {
  good: [
    "The music is from another planet, I hear it all the evenings.",
    "This is my most loved disc of {artist}.",
    "I am very content with this buy.",
    "Fantastic disc, the musicians play like they are one person.",
    "I wait this record since many years and now is in my house.",
    "The sound is warm, deep, like to be in the club.",
    "For me is the best {genre} that exists.",
    "Beautiful, beautiful, I have no other words (also in my language not).",
    "My heart makes boom.",
    "When I hear this I forget that I must work tomorrow.",
  ],
  fair: [
    "The music is good, but I had imagine it a little different.",
    "Some songs I like very much, some not so.",
    "It is a correct record, not a miracle.",
    "For my ear is a bit too nervous in the second side.",
    "I like, but I not love.",
    "The music yes, the rest so so.",
  ],
  bad: [
    "For my taste is boring, I sleep already in the second song.",
    "Maybe I don't understand this music, but it make me headache.",
    "I had expect much more from {artist}.",
  ],
};

/** ... of the copy. */
export const foreignCopy: ToneLines = {
  good: [
    "The vinyl is in very good state, like in the description.",
    "No noise, no scratch, all perfect.",
    "@used The cover is like new, no bended corners.",
    "Everything clean and how it must be.",
    "The vinyl is heavy and makes a very beautiful sound.",
    "I have look with the lamp and find nothing.",
    "@new It is new and it sounds new, not always the case.",
  ],
  fair: [
    "The cover has a little damage in the corner, not so tragic.",
    "It makes some crack crack in the beginning, after it goes.",
    "The inside paper is of bad quality.",
    "In the second side I hear a small knock, then nothing more.",
    "The sound could be more strong in the bass.",
    "I must clean it two times, now is okay.",
    "The vinyl is not so flat like I wish, but plays.",
    "@used For me is more VG than VG+, but I can live with.",
  ],
  bad: [
    "The disc jumps always at the same place, also with my brother's player.",
    "The vinyl is not flat, it makes waves like the sea.",
    "@used In the description was written very good, but it is not true.",
    "So much noise that I don't hear more the music.",
    "On the second side is a big scratch, how can one not see it?",
    "The hole is not in the middle and so the music goes up and down.",
    "I have clean it three times and always makes the same noise.",
    "The cover is broken in two sides and smells like garage.",
  ],
};

/** ... and of the sending and the shop. */
export const foreignService: ToneLines = {
  good: [
    "@post It is arrived before the date, packed like a baby.",
    "The seller is serious and answers fast.",
    "@post Thanks for the careful packing, also the postman was impressed.",
    "The price is correct for this quality.",
    "I come again with pleasure.",
    "@counter The people of the shop are very sympathetic.",
    "@counter I was on holiday in the city and found this, what a luck.",
  ],
  fair: ["@post The sending has needed long time.", "@post A little bit expensive with the shipping.", "The answer came late but came.", "A little expensive for me as student."],
  bad: [
    "@post It is arrived broken in the corner and nobody answers me.",
    "I have write three times and become no answer.",
    "For this money is a shame.",
    "@post They have send me the wrong one and I must pay the return, why?",
    "The money back they don't want to give.",
    "@counter The man said it is normal. It is not normal.",
    "I ask only for a good one, is this so difficult?",
  ],
};

/** First words of the same customers, some with a word of home. */
export const foreignHellos = ["Hello from Portugal!", "Greetings from Napoli.", "Sorry for my English.", "Hello,", "Ciao!", "Hi all,", "Saludos from Sevilla.", "So,", "Good day,"] as const;

/** Enthusiasts: they interrupt themselves. `good` only; the worse tones are the let-down fan. */
export const raves: ToneLines = {
  good: [
    "Oh my word.",
    "Right, sit down, put this on, [cancel the evening|tell nobody where you are].",
    "WOW. Just wow.",
    "I actually shouted at the [speakers|stereo] during the second tune!",
    "People, {record}!!",
    "Can we talk about the last [two minutes|chorus] of side one, please?",
    "How is this even legal?",
    "Yes yes yes.",
    "My new religion.",
    "I rang my [brother|best friend|mum] and held the phone to the speaker.",
    "Bonkers. In the nicest way.",
  ],
  fair: [
    "I so wanted to give this five.",
    "Argh, so close!",
    "Okay, so, the music: yes! The copy: hmm.",
    "Torn, really torn.",
  ],
  bad: [
    "I was so excited for this, and then, well.",
    "Noooo.",
    "My favourite record on earth and THIS is the copy I get.",
    "I could have cried.",
  ],
};

/** Grumblers: a sour first line that the rest may or may not live up to. */
export const grumbles: ToneLines = {
  good: [
    "I complain about most things, so read this with care.",
    "I came to find fault.",
    "Everything was better in the old days, except this copy.",
    "@post I don't like ordering online, I don't like reissues and I don't like being wrong.",
    "My wife says I never praise anything, so here goes.",
    "@new New vinyl is mostly rubbish. Not this one.",
  ],
  fair: [
    "Why can nobody make a decent inner sleeve any more?",
    "There is always something.",
    "Nothing is ever quite right, is it.",
    "Before anybody shouts: I like the record.",
    "I'm told I am hard to please.",
  ],
  bad: [
    "I should have known.",
    "Does anybody check these things?",
    "This is what passes for quality now.",
    "I have had it with [surface noise|bad copies|excuses].",
    "Twenty years of buying records and I still fall for it.",
    "Where do I begin.",
  ],
};

/** What a listener writes about the first play, and about a later one. */
export const firstPlays = {
  good: ["could not stop smiling", "wow", "lay on the floor", "cancelled dinner", "stood in the middle of the room with my coat on", "love at first note", "very, very good", "said nothing for an hour"],
  fair: ["not sure", "a bit bored in the middle", "good, but I looked at the clock", "quite nice while cooking", "noticed the ticks", "hm", "all right", "liked one side"],
  bad: ["thought my stylus was dusty", "checked the speakers", "heard more crackle than music", "turned it off after one side", "looked for the fault in my deck", "noise"],
} as const;

export const laterPlays = {
  good: ["even better", "noticed a whole conversation I had missed", "knew every turn and still got caught out", "goosebumps in new places", "neighbours joined in", "forgot to take notes", "wanted it to last longer", "louder", "in love", "again, please"],
  fair: ["better", "about the same", "liked the other side more", "started to get it", "put something else on halfway", "fine", "still thinking", "the dust bothered me more"],
  bad: ["cleaned everything, same noise", "gave up", "put the CD on instead", "other deck, same skip", "took it off", "boxed it up", "worse", "no better after a wash"],
} as const;

/** A side in a few words. */
export const sides = {
  good: ["flawless", "a dream", "as good as it gets", "pure joy", "quiet and alive", "worth the money alone", "the one I keep playing", "sensational"],
  fair: ["fine", "pleasant enough", "a notch below", "good with a few ticks", "all right", "decent, slightly noisy", "less exciting"],
  bad: ["a mess of clicks", "unlistenable", "distorted towards the end", "spoiled by a skip", "noisy from start to finish", "a disaster", "mostly crackle"],
} as const;
