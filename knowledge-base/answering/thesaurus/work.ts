/** People, work and the day. */
export const WORK = `
  manager boss supervisor head chief superior
  colleague coworker co-worker workmate teammate staff employee team crew personnel worker people
  staff employee employees worker crew personnel
  buyer purchaser
  admin administrator it it-department tech
  accountant bookkeeper tax-adviser
  applicant candidate interviewee jobseeker application
  application apply cv resume
  hire recruit employ take-on hiring
  dismiss dismissal sack fire fired firing lay-off let-go kick-out
  leave holiday holidays vacation time-off day-off days-off annual-leave pto off
  leaving quit resign resignation leaver last-day
  ill sick unwell flu cold fever poorly illness sickness ailing bug feverish
  doctor physician medic gp certificate sick-note
  pregnant expecting pregnancy maternity
  parents mother father mum dad parent
  rota schedule roster timetable shift shifts plan
  shift early late turn
  overtime extra-hours long-hours additional-hours
  break pause lunch rest
  pay wage wages salary earn earns paid money income paycheck
  raise increase pay-rise rise
  bonus extra on-top share-of-profit christmas-bonus thirteenth
  probation trial-period probationary
  trial try-out test
  interview talk conversation meeting chat
  appraisal review yearly-talk evaluation
  warning reprimand caution
  complaint complain gripe grievance beef moan grumble complaining complains upset unhappy angry
  training course learn learning teach lesson workshop education seminar
  contract agreement
  notice notice-period
  student pupil college university uni school schoolchild kid students undergraduate
  helper assistant temp
  new newcomer newbie beginner trainee starter first-weeks
  key keys keyring
  uniform apron clothes outfit dress
  accident injury injured hurt wound cut injure hurts
  fire blaze burning flames smoke evacuate evacuation
  meeting-point gather gathering assemble assembly muster
  first-aid plaster bandage bandaid
  heavy lift lifting carry weigh weighs kilos
  call phone ring telephone rings rang calling dial ringing phoning
  write note jot down record enter scribble
  ask request enquire inquire question enquiry
  tell inform notify say report let-know alert
  answer reply respond response get-back
  decide decision choose
  approve approval permit sign-off authorise authorize okay permission green-light
  allow allowed may permitted can okay ok alright fine
  forbidden prohibited banned not-allowed
  responsible in-charge looks-after handles deals-with takes-care
  deadline due by-when latest
  immediately at-once straight-away right-away instantly asap now
  morning opening open-up
  evening closing close-up night tonight
  close closed shut
  hours times opening-hours
  weekend saturday sunday
  overnight night
  month monthly
  year yearly annual annually
  week weekly
  day daily
  quarter quarterly
  choose chosen chose select pick
  sell sold selling
  buy bought
  break broken broke
  give given gave
  take taken took
  send sent
  write written wrote
  hold held
  forget forgot forgotten
  lose lost
  find found
  leave left
  bring brought
  begin began begun start
  often frequency frequently regularly
`;
