namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>Where in a session words stand that were looked for.</summary>
/// <param name="InTitle">Whether in its title.</param>
/// <param name="Message">The newest of its messages that has them; null where none has.</param>
internal sealed record FoundWords(bool InTitle, FoundMessage? Message);
