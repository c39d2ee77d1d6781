using System.Text;
using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Approvals;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Tells the assistant what its user has decided since it spoke last: ids, names of tools and states, and no words of anybody.</summary>
internal static class DecisionNotice
{
    /// <summary>The message; none where nothing was decided.</summary>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<Approval> decided)
    {
        if (decided.Count == 0)
        {
            return [];
        }

        var text = new StringBuilder("Decided by me since your last answer. What I rejected is not to be done, by other means neither.\n");
        foreach (var approval in decided)
        {
            text.Append("- ").Append(approval.Tool).Append(", approval ").Append(approval.ApprovalId).Append(": ").Append(approval.State)
                .Append(approval.State == ApprovalState.Approved ? ", and whether it took effect is not known\n" : "\n");
        }

        return [new ChatMessage(ChatRole.User, text.ToString())];
    }
}
