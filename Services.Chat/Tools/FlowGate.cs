using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Trust;
using Operations = Nanobot.Contracts.Operations.Operations;

namespace Nanobot.Services.Chat.Tools;

/// <summary>
/// Lets a call pass, has it wait for its user, or refuses it, as <see cref="FlowPolicy"/> has it for what the turn has read. A call that was approved has
/// passed already.
/// </summary>
internal sealed class FlowGate(ApprovalStore approvals, RefusalTrail trail, ChatTelemetry telemetry)
{
    /// <summary>What the model is told in place of a result; null where the call may be made.</summary>
    public async Task<ToolResult?> CheckAsync(Tool tool, ToolInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Approved is not null)
        {
            return null;
        }

        var flow = tool.Descriptor.Decide(invocation);
        switch (flow.Rule)
        {
            case FlowRule.Allow:
                return null;
            case FlowRule.Refuse:
                var error = ToolErrors.Refused(flow);
                await trail.TellAsync(invocation.Context, AuditedWork.Current?.Operation ?? Operations.Chat.SendMessage.Name, $"flow:{flow.SinkName}", error.Code, cancellationToken);
                telemetry.FlowStopped(invocation.Context, flow.SinkName, "refused");
                return ToolResult.Error(error);
            case FlowRule.Approval when invocation.IsSubAgent:
                telemetry.FlowStopped(invocation.Context, flow.SinkName, "refused");
                return ToolResult.Error(ToolErrors.NeedsUser(flow));
            default:
                return await AskAsync(tool, invocation, flow, cancellationToken);
        }
    }

    private async Task<ToolResult> AskAsync(Tool tool, ToolInvocation invocation, FlowDecision flow, CancellationToken cancellationToken)
    {
        // What could never be done is mended now, and not after somebody has approved it.
        if (tool.Descriptor.Declaration.Missing(invocation.Arguments) is { } missing)
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid(missing));
        }

        var read = invocation.Arguments.Unread();
        var changes = tool.Descriptor.Changes(read);
        if (read.Invalid is { } invalid)
        {
            return invalid;
        }

        var asked = new AskedApproval(invocation.SessionId, invocation.TurnId, invocation.Key, tool.Name, CallArguments.Of(tool.Name, invocation.Arguments.All), flow, invocation.Labels,
            [.. changes.Select(static change => change.Path.Value)], invocation.IsInChinese);
        var waiting = await approvals.AskAsync(invocation.Context, asked, cancellationToken);
        telemetry.FlowStopped(invocation.Context, flow.SinkName, waiting is null ? "full" : "waits");
        return waiting is null ? ToolResult.Error(ToolErrors.TooManyWait) : ToolResult.Waits(waiting);
    }
}
