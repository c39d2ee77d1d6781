namespace Nanobot.Services.Chat.Features.ImportWorkspace;

/// <summary>What became of an archive's files.</summary>
/// <param name="Created">Files that were not there.</param>
/// <param name="Replaced">Files that had other content, which is in their history now.</param>
/// <param name="Unchanged">Files that had this content already.</param>
/// <param name="Kept">Files that had other content, and still have.</param>
/// <param name="BytesWritten">Octets of those that were created and replaced.</param>
internal sealed record ImportedFiles(int Created, int Replaced, int Unchanged, int Kept, long BytesWritten);
