namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>The run is no longer this attempt's: it has ended, or somebody else works on it.</summary>
internal sealed class RunLostException() : Exception("The run is no longer held.");
