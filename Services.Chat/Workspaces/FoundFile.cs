using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file that was looked at in a search.</summary>
/// <param name="Entry">The file.</param>
/// <param name="Before">Octets of those that were looked at before it.</param>
/// <param name="InName">Whether its path has the words.</param>
/// <param name="Line">Number of the line in which its text has them first, or null where it has not.</param>
/// <param name="Excerpt">What is around them there.</param>
/// <param name="Labels">Where the file may have come from.</param>
internal sealed record FoundFile(WorkspaceEntry Entry, long Before, bool InName, int? Line, string? Excerpt, TextLabels Labels)
{
    /// <summary>Whether it has the words.</summary>
    public bool IsHit => InName || Line is not null;
}
