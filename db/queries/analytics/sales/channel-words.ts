/** A channel's name for people: "shop" -> "Shop". Channels are free text, so an unknown one is named the same way. */
export const sayChannel = (channel: string): string => channel.charAt(0).toUpperCase() + channel.slice(1);
