using System.Collections.Frozen;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>
/// Runs the tools that a model calls. Whatever goes wrong is told to the model as data, without details of our own: it
/// may try something else or tell the user. Only cancellation ends the turn.
/// </summary>
internal sealed partial class ToolRunner(
    IEnumerable<IAgentTool> tools, IOptions<AgentOptions> options, ChatMetrics metrics, ILogger<ToolRunner> logger)
{
    private readonly FrozenDictionary<string, IAgentTool> _tools =
        tools.ToFrozenDictionary(static tool => tool.Declaration.Name, StringComparer.Ordinal);

    /// <summary>What the model is offered.</summary>
    public IList<AITool> Declarations { get; } = [.. tools.Select(static tool => tool.Declaration)];

    /// <summary>Runs the call that is the turn's <paramref name="number"/>-th.</summary>
    public async Task<ToolResult> RunAsync(AgentRun run, FunctionCallContent call, int number, CancellationToken cancellationToken)
    {
        var tool = _tools.GetValueOrDefault(call.Name);
        using var activity = metrics.StartTool(tool?.Declaration.Name);
        var result = tool is null ? ToolResult.Error("TOOL_UNKNOWN", "There is no such tool.") : await InvokeAsync(tool, run, call, number, cancellationToken);
        metrics.ToolCalled(run.Context, tool?.Declaration.Name, result.Failed);
        return result.Cut(options.Value.ToolResultCharacters);
    }

    private async Task<ToolResult> InvokeAsync(
        IAgentTool tool, AgentRun run, FunctionCallContent call, int number, CancellationToken cancellationToken)
    {
        if (call.Exception is not null)
        {
            return ToolResult.Error("TOOL_ARGUMENTS_INVALID", "The arguments are not a JSON object.");
        }

        try
        {
            // Not the call's own id: that is the model's text, and some models use one twice.
            var invocation = new ToolInvocation(run.Context, $"chat-{run.TurnId:n}-{number}", new ToolArguments(call.Arguments));
            return await tool.InvokeAsync(invocation, cancellationToken);
        }
        catch (RefusalException refused)
        {
            return ToolResult.Error(refused.Refusal);
        }
        catch (ModuleUnavailableException unavailable)
        {
            return ToolResult.Error("MODULE_UNAVAILABLE", unavailable.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, tool.Declaration.Name);
            return ToolResult.Error("TOOL_FAILED", "The tool broke; its effect did not happen.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Tool {Tool} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string tool);
    }
}
