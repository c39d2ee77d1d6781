using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;

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
        var (journal, number) = (turn.Run.Journal, ++turn.Calls);
        var earlier = journal.ResultOf(number);
        if (earlier is { Waits: false } known)
        {
            turn.Read(call.CallId, known.Labels);
            context.Result = new FunctionResult(context.Function, known.Text);
            return;
        }

        turn.Attach(context.Arguments!);
        await turn.Observer.ToolAsync(call.CallId, call.Name, "started", null, context.CancellationToken);
        var whole = (await OnceAsync(turn, number, context, next)).In(turn.Run.IsInChinese);
        var result = whole.Cut(Math.Min(options.Value.ToolResultCharacters, TokenEstimate.Fitting(whole.Text, turn.Run.LongestResult)));
        var labels = result.Failed ? TextLabels.None : tools.Carries(call.Name) | result.Labels;
        turn.Read(call.CallId, labels);

        if (result.Waiting is { } waiting && turn.Waits(waiting))
        {
            await turn.Observer.ApprovalAsync(waiting, context.CancellationToken);
        }

        // A model can make up any name; no metric has to bear it.
        telemetry.ToolCalled(turn.Run.Context, tools.Knows(call.Name) ? call.Name : null, result.Failed);
        var told = ModelRounds.Clean(result.Text);
        if (earlier is null)
        {
            await journal.EndedAsync(number, new RecordedResult(told, result.Failed, labels, result.Waiting is not null), context.CancellationToken);
        }

        await turn.Observer.ToolAsync(call.CallId, call.Name, result.Failed ? "failed" : "completed", result.Code, context.CancellationToken);
        context.Result = new FunctionResult(context.Function, told);
    }

    // Begun by an attempt that did not come to say what came of it: nobody knows, and it is not made again.
    private async Task<ToolResult> OnceAsync(AgentTurn turn, int number, AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (tools.MayRepeat(context.CallContent.Name) || turn.Run.Journal.ResultOf(number) is { Waits: true })
        {
            return await InvokeAsync(context, next);
        }

        if (turn.Run.Journal.HasBegun(number))
        {
            return ToolResult.Error(ToolErrors.OutcomeUnknown);
        }

        await turn.Run.Journal.BeginsAsync(number, context.CancellationToken);
        return await InvokeAsync(context, next);
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
