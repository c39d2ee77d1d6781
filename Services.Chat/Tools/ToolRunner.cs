using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Tools;

/// <summary>
/// Runs one call of a tool to a result. Whatever goes wrong is told to the model as data, without details of our own: it may
/// try something else or tell the user. Only cancellation ends the turn.
/// </summary>
internal sealed partial class ToolRunner(ToolRights rights, FlowGate flows, TimeProvider time, ILogger<ToolRunner> logger)
{
    public async Task<ToolResult> RunAsync(
        Tool tool, ToolInvocation invocation, IServiceProvider services, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            if (await rights.CheckAsync(tool, invocation, linked.Token) is { } denied)
            {
                return ToolResult.Error(denied);
            }

            return await flows.CheckAsync(tool, invocation, linked.Token) ?? await tool.InvokeAsync(services, invocation, linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.Late(logger, tool.Name);
            return ToolResult.Error(ToolErrors.Late(timeout));
        }
        catch (ModuleUnavailableException)
        {
            return ToolResult.Error(ToolErrors.Unavailable(tool.Descriptor.Access));
        }
        catch (Exception exception) when (exception is IRefused && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Error(((IRefused)exception).Refusal);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, tool.Name);
            return ToolResult.Error(ToolErrors.Broken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Tool {Tool} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string tool);

        [LoggerMessage(LogLevel.Warning, "Tool {Tool} did not end in time")]
        public static partial void Late(ILogger logger, string tool);
    }
}
