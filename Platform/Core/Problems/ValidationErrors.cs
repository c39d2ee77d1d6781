using System.Globalization;

namespace Nanobot.Platform.Core.Problems;

/// <summary>Collects what is wrong with a request, all of it, by the field's wire name.</summary>
/// <param name="unreadable">Fields that are there and could not be read, which is told of already.</param>
public sealed class ValidationErrors(IReadOnlyCollection<string>? unreadable = null)
{
    private readonly Dictionary<string, List<string>> _errors = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>What is wrong, by the field's wire name.</summary>
    public IReadOnlyDictionary<string, string[]> ByField => _errors.ToDictionary(error => error.Key, error => error.Value.ToArray());

    /// <summary>Whether the field is there and could not be read: what depends on it nobody can say then.</summary>
    public bool IsUnreadable(string field) => unreadable?.Contains(field) is true;

    /// <summary>Adds <paramref name="why"/> for <paramref name="field"/> unless <paramref name="holds"/>.</summary>
    public ValidationErrors Require(bool holds, string field, string why)
    {
        if (!holds)
        {
            if (!_errors.TryGetValue(field, out var list))
            {
                _errors[field] = list = [];
            }

            list.Add(why);
        }

        return this;
    }

    /// <summary>Requires a text of <paramref name="minimum"/> to <paramref name="maximum"/> characters.</summary>
    public ValidationErrors Length(string? value, string field, int minimum, int maximum) => Require(
        value is not null && value.Length >= minimum && value.Length <= maximum,
        field,
        string.Create(CultureInfo.InvariantCulture, $"must be {minimum} to {maximum} characters long"));

    /// <summary>Requires one of <paramref name="allowed"/>, compared exactly.</summary>
    public ValidationErrors OneOf(string? value, string field, params IReadOnlyCollection<string> allowed) =>
        Require(value is not null && allowed.Contains(value), field, $"must be one of: {string.Join(", ", allowed)}");

    /// <summary>The refusal that names everything collected, or null when nothing is wrong.</summary>
    public Refusal? ToRefusal() =>
        Any ? Refusals.Invalid(ByField) : null;
}
