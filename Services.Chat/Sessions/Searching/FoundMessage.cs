namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>A message that has words that were looked for.</summary>
/// <param name="Number">Position in the session, from 1.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Excerpt">The words with some of what stands around them, at most 320 characters.</param>
internal sealed record FoundMessage(int Number, string Role, string Excerpt);
