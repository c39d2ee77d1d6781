namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>A file as an export found it when it began.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Revision">What it was at.</param>
/// <param name="Bytes">How many octets it had.</param>
internal sealed record ExportedFile(string Path, long Revision, int Bytes);
