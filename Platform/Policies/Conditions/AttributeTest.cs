using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What an attribute of a request must be. One that it does not have is nothing that would do.</summary>
internal sealed class AttributeTest : ICondition
{
    private readonly string _key;
    private readonly Func<AttributeValue, bool> _holds;

    /// <exception cref="FormatException">Its operator or value is none.</exception>
    public AttributeTest(AttributeCondition condition, int place)
    {
        Name = $"attributes[{place}]";
        _key = condition.Key ?? throw new FormatException("An attribute has no key.");
        _holds = Test(AttributeOperator.Parse(condition.Operator!), condition.Value);
    }

    public string Name { get; }

    public bool Holds(in Facts facts) => facts.Attributes is { } attributes && attributes.TryGetValue(_key, out var value) && _holds(value);

    /// <summary>What is wrong with the value of a condition with that operator; null where nothing is.</summary>
    public static string? Fault(AttributeOperator comparison, JsonElement? value)
    {
        if (comparison == AttributeOperator.Exists)
        {
            return value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.True } ? null : "must be left out for exists";
        }

        if (comparison.TakesList)
        {
            return value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() is > 0 and <= PolicyLimits.Values && list.EnumerateArray().All(IsValue)
                ? null
                : $"must be a list of 1 to {PolicyLimits.Values} texts, numbers or truth values for {comparison}";
        }

        var read = value is { } one && IsValue(one) ? AttributeValue.Read(one) : null;
        return comparison.TakesNumber ? read?.Number is null ? $"must be a number for {comparison}" : null
            : comparison.TakesText ? read?.Text is null ? $"must be a text for {comparison}" : null
            : read is null ? $"must be a text, number or truth value for {comparison}"
            : null;
    }

    private static bool IsValue(JsonElement value) => AttributeValue.Read(value) is { } read && (read.Text is null || PolicyLimits.IsText(read.Text, PolicyLimits.Text));

    private static Func<AttributeValue, bool> Test(AttributeOperator comparison, JsonElement? value)
    {
        if (Fault(comparison, value) is { } fault)
        {
            throw new FormatException($"The value of an attribute {fault}.");
        }

        if (comparison == AttributeOperator.Exists)
        {
            return static _ => true;
        }

        if (comparison.TakesList)
        {
            var values = value!.Value.EnumerateArray().Select(static one => AttributeValue.Read(one)!.Value).ToHashSet();
            return comparison == AttributeOperator.In ? values.Contains : one => !values.Contains(one);
        }

        var wanted = AttributeValue.Read(value!.Value)!.Value;
        var (number, text) = (wanted.Number ?? 0, wanted.Text ?? "");
        // Null compares as false with every number.
        return comparison.Value switch
        {
            "eq" => one => one == wanted,
            "ne" => one => one != wanted,
            "gt" => one => one.Number > number,
            "gte" => one => one.Number >= number,
            "lt" => one => one.Number < number,
            "lte" => one => one.Number <= number,
            "contains" => one => one.Text?.Contains(text, StringComparison.Ordinal) is true,
            "starts_with" => one => one.Text?.StartsWith(text, StringComparison.Ordinal) is true,
            "ends_with" => one => one.Text?.EndsWith(text, StringComparison.Ordinal) is true,
            _ => throw new FormatException($"The operator {comparison} is not known here."),
        };
    }
}
