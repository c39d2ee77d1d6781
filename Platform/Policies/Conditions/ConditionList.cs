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
        Asks = _all.OfType<AttributeTest>().Aggregate(AttributeGroups.None, static (asked, test) => asked | AttributeName.GroupOf(test.Key));
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whose attributes they ask for.</summary>
    public AttributeGroups Asks { get; }

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

    /// <summary>Whether all hold where the time, the address and the length of the body are left open.</summary>
    public Chance ChanceOf(in Facts facts)
    {
        var chance = Chance.Always;
        foreach (var condition in _all)
        {
            var one = condition.ChanceOf(facts);
            chance = one < chance ? one : chance;
        }

        return chance;
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
