using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Tools;

/// <summary>
/// Runs one call of a tool to a result. Whatever goes wrong is told to the model as data, without details of our own: it may
/// try something else or tell the user. Only cancellation ends the turn.
/// </summary>
internal sealed partial class ToolRunner(TimeProvider time, ILogger<ToolRunner> logger)
{
    private const string NotKnown = "Whether it took effect is not known.";

    public async Task<ToolResult> RunAsync(
        Tool tool, ToolInvocation invocation, IServiceProvider services, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return tool.Descriptor.Approval(invocation.Arguments.Unread()) is { } why
                ? ToolResult.Error("APPROVAL_REQUIRED", why)
                : await tool.InvokeAsync(services, invocation, linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.Late(logger, tool.Name);
            return ToolResult.Error("TOOL_TIMEOUT", $"The tool did not end within {timeout.TotalSeconds:0} seconds. {NotKnown}");
        }
        catch (ModuleUnavailableException unavailable)
        {
            return ToolResult.Error("MODULE_UNAVAILABLE",
                tool.Descriptor.Access == ToolAccess.Write ? $"{unavailable.Message} {NotKnown} Look before you do it again." : unavailable.Message);
        }
        catch (Exception exception) when (exception is IRefused && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Error(((IRefused)exception).Refusal);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, tool.Name);
            return ToolResult.Error("TOOL_FAILED", $"The tool broke. {NotKnown}");
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
