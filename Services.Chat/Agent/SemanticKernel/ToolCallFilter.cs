using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>
/// Around each call of a tool by the model: counts and limits calls, refuses arguments that cannot be read, cuts long
/// results, and tells the turn's observer when the tool starts and how it ends.
/// </summary>
internal sealed class ToolCallFilter(KernelTools tools, ToolCallBudget budget, IOptions<AgentOptions> options, ChatTelemetry telemetry) : IAutoFunctionInvocationFilter
{
    private const int MaximumCallsAtOnce = 16;

    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        var (turn, call) = (AgentTurn.Of(context.Kernel), context.CallContent);
        // One that is too many is not begun, and ends the turn.
        await budget.TakeAsync(turn.Run.Context, context.CancellationToken);
        turn.Calls++;
        turn.Attach(context.Arguments!);
        await turn.Observer.ToolAsync(call.CallId, call.Name, "started", null, context.CancellationToken);
        var whole = (await InvokeAsync(context, next)).In(turn.Run.IsInChinese);
        var result = whole.Cut(Math.Min(options.Value.ToolResultCharacters, TokenEstimate.Fitting(whole.Text, turn.Run.LongestResult)));
        if (!result.Failed)
        {
            turn.Read(call.CallId, tools.Carries(call.Name) | result.Labels);
        }

        if (result.Waiting is { } waiting && turn.Waits(waiting))
        {
            await turn.Observer.ApprovalAsync(waiting, context.CancellationToken);
        }

        // A model can make up any name; no metric has to bear it.
        telemetry.ToolCalled(turn.Run.Context, tools.Knows(call.Name) ? call.Name : null, result.Failed);
        await turn.Observer.ToolAsync(call.CallId, call.Name, result.Failed ? "failed" : "completed", result.Code, context.CancellationToken);
        context.Result = new FunctionResult(context.Function, ModelRounds.Clean(result.Text));
    }

    private static async Task<ToolResult> InvokeAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (context.FunctionSequenceIndex >= MaximumCallsAtOnce)
        {
            return ToolResult.Error(ToolErrors.TooManyCalls(MaximumCallsAtOnce));
        }

        if (context.CallContent.Exception is not null)
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("the arguments are not a JSON object"));
        }

        await next(context);
        return context.Result.GetValue<ToolResult>()!;
    }
}
