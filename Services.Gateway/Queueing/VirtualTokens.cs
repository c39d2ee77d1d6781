namespace Nanobot.Services.Gateway.Queueing;

/// <summary>
/// Whose turn it is: of all who wait, whoever was served the fewest tokens so far, and of the same one the earliest. Who comes anew begins
/// level with the least served of those that wait, so that nobody saves up turns (the virtual token counter of Sheng et al., "Fairness in Serving
/// Large Language Models", OSDI 2024). Used under its owner's lock.
/// </summary>
internal sealed class VirtualTokens
{
    private const int MostFlows = 1024;
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private readonly List<Ticket> _waiting = [];
    private long _level;

    public int Count => _waiting.Count;

    public void Add(Ticket ticket)
    {
        var level = _waiting.Count > 0 ? _waiting.Min(waiting => _served[waiting.Flow]) : _level;
        if (_waiting.All(waiting => waiting.Flow != ticket.Flow))
        {
            _served[ticket.Flow] = Math.Max(_served.GetValueOrDefault(ticket.Flow), level);
        }

        _waiting.Add(ticket);
    }

    /// <summary>All who wait, in the order in which they would be served now.</summary>
    public IReadOnlyList<Ticket> InOrder()
    {
        var served = _waiting.Select(static ticket => ticket.Flow).Distinct(StringComparer.Ordinal).ToDictionary(static flow => flow, flow => _served[flow], StringComparer.Ordinal);
        var flows = _waiting.GroupBy(static ticket => ticket.Flow, StringComparer.Ordinal)
            .ToDictionary(static flow => flow.Key, static flow => new Queue<Ticket>(flow.OrderBy(static ticket => ticket.Number)), StringComparer.Ordinal);
        var order = new List<Ticket>(_waiting.Count);
        while (flows.Count > 0)
        {
            var next = flows.OrderBy(flow => served[flow.Key]).ThenBy(static flow => flow.Value.Peek().Number).First();
            var ticket = next.Value.Dequeue();
            order.Add(ticket);
            served[next.Key] += ticket.Cost;
            if (next.Value.Count == 0)
            {
                flows.Remove(next.Key);
            }
        }

        return order;
    }

    /// <summary>Whose turn it is; null where nobody waits.</summary>
    public Ticket? Next() => _waiting.OrderBy(ticket => _served[ticket.Flow]).ThenBy(static ticket => ticket.Number).FirstOrDefault();

    /// <summary>It has been served.</summary>
    public void Served(Ticket ticket)
    {
        _waiting.Remove(ticket);
        _level = Math.Max(_level, _served[ticket.Flow]);
        _served[ticket.Flow] += ticket.Cost;
        if (_served.Count > MostFlows)
        {
            Forget();
        }
    }

    /// <summary>It waits no more.</summary>
    public void Remove(Ticket ticket) => _waiting.Remove(ticket);

    // Whoever does not wait and was served no more than the level would begin there anyway.
    private void Forget()
    {
        var waiting = _waiting.Select(static ticket => ticket.Flow).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in _served.Where(flow => !waiting.Contains(flow.Key)).OrderBy(static flow => flow.Value).Take(_served.Count / 2).Select(static flow => flow.Key).ToList())
        {
            _served.Remove(flow);
        }
    }
}
