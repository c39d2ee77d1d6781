using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Trust;
using Operations = Nanobot.Contracts.Operations.Operations;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What policies let a turn call: asked for each call, whatever the model was told of the tool.</summary>
internal sealed class ToolRights(ModuleRights rights, RefusalTrail trail)
{
    /// <summary>Why a tool may not be called; null where it may.</summary>
    public async Task<ToolError?> CheckAsync(Tool tool, ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var context = invocation.Context;
        if (await rights.CheckAsync(context, new Use(ResourceKind.Tool, tool.Name) { Labels = LabelSet.Write(invocation.Labels), Origin = invocation.Origin }, cancellationToken) is not { } refusal)
        {
            return null;
        }

        if (refusal.Code == RightsRefusals.DeniedCode)
        {
            await trail.TellAsync(context, AuditedWork.Current?.Operation ?? Operations.Chat.SendMessage.Name, $"{ResourceKind.Tool}:{tool.Name}", refusal.Code, cancellationToken);
        }

        return ToolErrors.Denied(tool.Name, refusal);
    }
}
