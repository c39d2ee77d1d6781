using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies.Rules;

/// <summary>What the own attributes of a tenant, a user or a key must be.</summary>
public static partial class OwnAttributeRules
{
    private static readonly string NameForm = string.Create(CultureInfo.InvariantCulture,
        $"is no name of an attribute: 1 to {PolicyLimits.OwnName} letters, digits, '_', '.' and '-', with a letter in front");

    private static readonly string ValueForm = string.Create(CultureInfo.InvariantCulture,
        $"must be a text of at most {PolicyLimits.OwnText} characters without control characters, a number within 64-bit floating point written in at most {PolicyLimits.OwnNumber} characters, or a truth value");

    /// <summary>Names that the suite gives a tenant's attributes itself.</summary>
    public static IReadOnlyList<string> OfTenants { get; } = ["tier", "status"];

    /// <summary>Tells what is wrong with attributes, all of it.</summary>
    /// <param name="attributes">As they came.</param>
    /// <param name="field">The place of them.</param>
    /// <param name="reserved">Names that none of them may have.</param>
    /// <param name="fail">Takes the place, such as <c>attributes.clearance</c>, and what must be there.</param>
    public static void Check(IReadOnlyDictionary<string, JsonElement> attributes, string field, IReadOnlyList<string> reserved, Action<string, string> fail)
    {
        if (attributes.Count > PolicyLimits.OwnAttributes)
        {
            fail(field, $"must have at most {PolicyLimits.OwnAttributes} members");
        }

        foreach (var (name, value) in attributes.Take(PolicyLimits.OwnAttributes))
        {
            var place = $"{field}.{TextCut.Beginning(name, PolicyLimits.Key)}";
            if (!Name().IsMatch(name))
            {
                fail(place, NameForm);
            }
            else if (reserved.Contains(name))
            {
                fail(place, "is what the suite itself says of a tenant; give it another name");
            }

            if (!IsValue(value))
            {
                fail(place, ValueForm);
            }
        }
    }

    private static bool IsValue(JsonElement value) => AttributeValue.Read(value) is { } read
        && (read.Text is not { } text || (text.Length <= PolicyLimits.OwnText && !text.Any(char.IsControl)))
        && (read.Number is null || value.GetRawText().Length <= PolicyLimits.OwnNumber);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]{0,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
