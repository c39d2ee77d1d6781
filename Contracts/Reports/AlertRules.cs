using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Reports;

/// <summary>Body of <c>PUT /delivery/alerts</c>: all that a user wants to be told of as soon as it happens.</summary>
/// <param name="Rules">At most 20.</param>
public sealed record AlertRules([property: Required, MaxLength(AlertRules.Most)] IReadOnlyList<AlertRule?>? Rules)
{
    /// <summary>The most that a user has.</summary>
    public const int Most = 20;
}
