namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>Something that an event says and that is not shown.</summary>
/// <param name="Member">Its name; one within another with a dot between them. Null: all that have names which events of the topic do not know.</param>
/// <param name="Kind">object, array, string, number, boolean or null, as it is written; of what has names that are not known: unknown.</param>
/// <param name="Size">Of a string its characters, of an array its entries, of an object its members, of all unknown ones how many; else the characters that it is written with.</param>
public sealed record WithheldMember(string? Member, string Kind, int Size);
