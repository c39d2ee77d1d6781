using Nanobot.Contracts.Policies;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>A policy's conditions: all must hold.</summary>
internal sealed class ConditionList
{
    private readonly ICondition[] _all;

    /// <exception cref="FormatException">One of them is none.</exception>
    public ConditionList(PolicyConditions? conditions)
    {
        _all =
        [
            .. conditions?.Time is { } time ? [new TimeWindow(time)] : Array.Empty<ICondition>(),
            .. conditions?.Ip is { } ip ? [new AddressTest(ip)] : Array.Empty<ICondition>(),
            .. (conditions?.Attributes ?? []).Select(static (one, place) => new AttributeTest(one, place)),
        ];
        Names = [.. _all.Select(static condition => condition.Name)];
    }

    public IReadOnlyList<string> Names { get; }

    public bool Hold(in Facts facts)
    {
        foreach (var condition in _all)
        {
            if (!condition.Holds(facts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Those that do not hold.</summary>
    public IReadOnlyList<string> Failed(in Facts facts)
    {
        var failed = new List<string>();
        foreach (var condition in _all)
        {
            if (!condition.Holds(facts))
            {
                failed.Add(condition.Name);
            }
        }

        return failed;
    }
}
