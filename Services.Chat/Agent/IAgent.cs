using Nanobot.Platform.Ai;

namespace Nanobot.Services.Chat.Agent;

/// <summary>
/// The assistant: asks the model, runs the tools it calls, tells it what came of them, until it answers in words. It
/// keeps nothing between turns; all that a turn works on is in its <see cref="AgentRun"/>.
/// </summary>
internal interface IAgent
{
    /// <summary>Runs one turn to its answer.</summary>
    /// <exception cref="ModelUnavailableException">The model gave no usable answer.</exception>
    Task<AgentOutcome> RunAsync(AgentRun run, IAgentObserver observer, CancellationToken cancellationToken);
}
