namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>What a sub-agent is to do.</summary>
/// <param name="Number">Which of its call it is, from 1.</param>
/// <param name="Label">What it is called in the result.</param>
/// <param name="Task">The task.</param>
internal sealed record SubAgentTask(int Number, string Label, string Task);
