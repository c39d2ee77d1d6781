using System.Globalization;
using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What an attribute of a request must be. One that it does not have is nothing that would do.</summary>
internal sealed class AttributeTest : ICondition
{
    private static readonly string ValueForm = string.Create(CultureInfo.InvariantCulture,
        $"must be a text of at most {PolicyLimits.Text} characters without control characters, a number within 64-bit floating point, or a truth value");

    private readonly Func<AttributeValue, bool> _holds;

    /// <exception cref="FormatException">Its operator or value is none.</exception>
    public AttributeTest(AttributeCondition condition, int place)
    {
        Name = $"attributes[{place}]";
        Key = condition.Key ?? throw new FormatException("An attribute has no key.");
        _holds = Test(AttributeOperator.Parse(condition.Operator!), condition.Value);
    }

    public string Name { get; }

    /// <summary>The attribute that it asks for.</summary>
    public string Key { get; }

    public bool Holds(in Facts facts) => facts.TryGet(Key, out var value) && _holds(value);

    public Chance ChanceOf(in Facts facts) =>
        facts.TryGet(Key, out var value) ? _holds(value) ? Chance.Always : Chance.Never
        : Key == AttributeName.ContentLength ? Chance.Sometimes
        : Chance.Never;

    /// <summary>Tells what is wrong with the value of a condition with that operator, of a list each entry by its place.</summary>
    public static void Check(AttributeOperator comparison, JsonElement? value, string field, Action<string, string> fail)
    {
        if (comparison.TakesList && value is { ValueKind: JsonValueKind.Array } list)
        {
            Check(list, comparison, field, fail);
        }
        else if (Fault(comparison, value) is { } fault)
        {
            fail(field, fault);
        }
    }

    private static void Check(JsonElement list, AttributeOperator comparison, string field, Action<string, string> fail)
    {
        var length = list.GetArrayLength();
        if (length is 0 or > PolicyLimits.Values)
        {
            fail(field, ListForm(comparison));
        }

        var place = 0;
        foreach (var entry in list.EnumerateArray().Take(PolicyLimits.Values))
        {
            if (!IsValue(entry))
            {
                fail(string.Create(CultureInfo.InvariantCulture, $"{field}[{place}]"), ValueForm);
            }

            place++;
        }
    }

    private static string ListForm(AttributeOperator comparison) => $"must be a list of 1 to {PolicyLimits.Values} texts, numbers or truth values for {comparison}";

    private static string? Fault(AttributeOperator comparison, JsonElement? value)
    {
        if (comparison == AttributeOperator.Exists)
        {
            return value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.True } ? null : "must be left out for exists";
        }

        if (comparison.TakesList)
        {
            return ListForm(comparison);
        }

        var read = value is { } one && IsValue(one) ? AttributeValue.Read(one) : null;
        return comparison.TakesNumber ? read?.Number is null ? $"must be a number within 64-bit floating point for {comparison}" : null
            : comparison.TakesText ? read?.Text is null ? $"must be a text of at most {PolicyLimits.Text} characters, without control characters, for {comparison}" : null
            : read is null ? $"{ValueForm} for {comparison}"
            : null;
    }

    private static bool IsValue(JsonElement value) => AttributeValue.Read(value) is { } read && (read.Text is null || PolicyLimits.IsText(read.Text, PolicyLimits.Text));

    private static Func<AttributeValue, bool> Test(AttributeOperator comparison, JsonElement? value)
    {
        Check(comparison, value, "value", static (place, why) => throw new FormatException($"The {place} of an attribute {why}."));
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
