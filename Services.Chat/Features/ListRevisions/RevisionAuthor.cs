namespace Nanobot.Services.Chat.Features.ListRevisions;

/// <summary>Who wrote a revision.</summary>
/// <param name="Kind"><c>template</c>, <c>user</c>, <c>assistant</c>, <c>consolidation</c>, what was kept of conversations, or <c>clone</c>, another user's.</param>
/// <param name="TurnId">Of an assistant: the turn in which it wrote.</param>
/// <param name="HasReadText">Of an assistant: whether that turn had read text that others may have written.</param>
/// <param name="Labels">Where its text may have come from: user, workspace, tool, web, other.</param>
internal sealed record RevisionAuthor(string Kind, Guid? TurnId, bool HasReadText, IReadOnlyList<string> Labels);
