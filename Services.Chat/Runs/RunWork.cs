namespace Nanobot.Services.Chat.Runs;

/// <summary>What workers wait for: a run that is due.</summary>
internal sealed class RunWork;
