namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>An entry of an archive that cannot be a file of a workspace.</summary>
/// <param name="Name">The entry's name, cut where it is long.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record ArchiveFault(string Name, string Reason);
