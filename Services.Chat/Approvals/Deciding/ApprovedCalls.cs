using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Approvals.Deciding;

/// <summary>
/// Makes a call that its user has approved: with the arguments that were stored and no others, under the rights of this moment. Whoever comes here has
/// won the row.
/// </summary>
internal sealed class ApprovedCalls(ToolCatalogue tools, ToolRunner runner, IServiceProvider services, IOptions<AgentOptions> options)
{
    /// <summary>Makes it, once, within the deadline of every tool; whoever asked may have gone by then.</summary>
    public async Task<ToolResult> MakeAsync(TenantContext context, ApprovedCall call)
    {
        if (tools.Find(call.Approval.Tool) is not { } tool)
        {
            return ToolResult.Error(ToolErrors.Unknown).In(call.IsInChinese);
        }

        using var scope = TenantScope.Begin(context);
        var invocation = new ToolInvocation(context, call.Approval.TurnId, call.Key, call.Approval.Labels, new ToolArguments(call.Arguments))
        {
            SessionId = call.Approval.SessionId, IsInChinese = call.IsInChinese, Approved = call.BasedOn,
        };
        var result = await runner.RunAsync(tool, invocation, services, options.Value.ToolTimeout, CancellationToken.None);
        return result.In(call.IsInChinese).Cut(options.Value.ToolResultCharacters);
    }

    /// <summary>What the conversation goes on from: the user's word, the call and its result.</summary>
    public TurnOpening Opening(ApprovedCall call, ToolResult result)
    {
        var id = $"{Approval.CallPrefix}{call.Approval.ApprovalId:n}";
        // A whole file stands in the turn that asked already.
        var arguments = call.Json.Length <= options.Value.ToolResultCharacters ? call.Arguments : new() { ["approval_id"] = call.Approval.ApprovalId.ToString() };
        return new TurnOpening(DecisionWords.Approved(call))
        {
            Following =
            [
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(id, call.Approval.Tool, arguments)]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent(id, result.Text)]),
            ],
            Labels = call.Approval.Labels | tools.Carries(call.Approval.Tool) | result.Labels,
        };
    }
}
