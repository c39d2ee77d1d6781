using Microsoft.SemanticKernel;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Domain.Agent.SemanticKernel;

/// <summary>
/// Whatever goes wrong in a tool is told to the model as data, without details of our own: it may try something else or
/// tell the user. Only cancellation ends the turn.
/// </summary>
internal sealed partial class ToolFailureFilter(ILogger<ToolFailureFilter> logger) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            context.Result = new FunctionResult(context.Function, ToResult(exception, context.Function));
        }
    }

    private ToolResult ToResult(Exception exception, KernelFunction function)
    {
        switch (exception)
        {
            case RefusalException refused:
                return ToolResult.Error(refused.Refusal);
            case ModuleUnavailableException unavailable:
                return ToolResult.Error("MODULE_UNAVAILABLE", unavailable.Message);
            case TimeoutException late:
                Log.Late(logger, function.PluginName, function.Name);
                return ToolResult.Error("TOOL_TIMEOUT", $"{late.Message} Whether it took effect is not known.");
            default:
                Log.Failed(logger, exception, function.PluginName, function.Name);
                return ToolResult.Error("TOOL_FAILED", "The tool broke. Whether it took effect is not known.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Tool {Plugin}_{Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string? plugin, string function);

        [LoggerMessage(LogLevel.Warning, "Tool {Plugin}_{Function} did not end in time")]
        public static partial void Late(ILogger logger, string? plugin, string function);
    }
}
