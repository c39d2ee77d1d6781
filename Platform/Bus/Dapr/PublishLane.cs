using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>Rows of one tenant and topic, one after the other.</summary>
internal sealed class PublishLane(IEnumerable<OutboxRow> rows)
{
    private readonly Queue<OutboxRow> _rows = new(rows);

    /// <summary>The one whose turn it is.</summary>
    public OutboxRow Next => _rows.Peek();

    /// <summary>Whether the rows behind it may be sent, which the call that sends it says; until then they may not.</summary>
    public bool MayFollow { get; set; }

    /// <summary>Goes on to the next one; false where there is none, or where it must wait.</summary>
    public bool Advance()
    {
        var goesOn = MayFollow && _rows.Count > 1;
        _rows.Dequeue();
        MayFollow = false;
        return goesOn;
    }
}
