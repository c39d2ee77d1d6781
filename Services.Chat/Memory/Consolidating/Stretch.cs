using System.Text;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>What is gone through at once of a session: whole turns, the oldest first, in the passages that they are shown in.</summary>
/// <param name="Passages">The user's own turns, then those that had read text of others; of each at most one.</param>
/// <param name="Through">The last message of it.</param>
/// <param name="Bytes">Octets of all of its messages.</param>
/// <param name="HasMore">Whether more was said behind it.</param>
internal sealed record Stretch(IReadOnlyList<Passage> Passages, int Through, long Bytes, bool HasMore)
{
    /// <summary>The beginning of <paramref name="messages"/>, whose words come to at most <paramref name="room"/> octets; the first turn in any case, as far as it has room.</summary>
    public static Stretch Of(IReadOnlyList<SaidMessage> messages, long room, bool isAll)
    {
        var turns = messages.GroupBy(static message => message.TurnId).Select(static turn => turn.ToList()).ToList();
        // Of the last one there may be more than was read.
        var whole = isAll || turns.Count == 1 ? turns.Count : turns.Count - 1;
        var (taken, used) = (new List<List<SaidMessage>>(), 0L);
        foreach (var turn in turns.Take(whole))
        {
            var size = turn.Sum(static message => (long)Encoding.UTF8.GetByteCount(message.Content));
            if (taken.Count > 0 && used + size > room)
            {
                break;
            }

            taken.Add(turn);
            used += size;
        }

        var all = taken.SelectMany(static turn => turn).ToList();
        var passages = taken.GroupBy(static turn => LabelsOf(turn).HoldOthersText()).OrderBy(static group => group.Key).Select(group => new Passage(
            group.Aggregate(TextLabels.User, static (labels, turn) => labels | LabelsOf(turn)), [.. Fitting(group.SelectMany(static turn => turn), room)]));
        return new Stretch([.. passages.Where(static passage => passage.Messages.Count > 0)], all[^1].Number, all.Sum(static message => message.Bytes), !isAll || taken.Count < turns.Count);
    }

    // All that a turn was shown is in what its assistant said of it.
    private static TextLabels LabelsOf(IEnumerable<SaidMessage> turn) => turn.Aggregate(TextLabels.User, static (labels, message) => labels | message.Labels);

    private static IEnumerable<SaidMessage> Fitting(IEnumerable<SaidMessage> messages, long room)
    {
        foreach (var message in messages.Where(static message => message.Role != "tool" && message.Content.Length > 0))
        {
            room -= Encoding.UTF8.GetByteCount(message.Content);
            if (room < 0)
            {
                yield break;
            }

            yield return message;
        }
    }
}
