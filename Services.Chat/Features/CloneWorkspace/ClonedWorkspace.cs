namespace Nanobot.Services.Chat.Features.CloneWorkspace;

/// <summary>What became of the files of a workspace that was copied.</summary>
/// <param name="From">The user whose files they are.</param>
/// <param name="To">The user into whose workspace they were put.</param>
/// <param name="Created">How many were written.</param>
/// <param name="Unchanged">How many were there with the same content.</param>
/// <param name="Kept">How many were there with other content, and still are.</param>
/// <param name="Waiting">Paths of those that the user is to approve first.</param>
/// <param name="BytesWritten">Octets of those that were written.</param>
internal sealed record ClonedWorkspace(string From, string To, int Created, int Unchanged, int Kept, IReadOnlyList<string> Waiting, long BytesWritten);
