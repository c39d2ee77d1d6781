using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Reports;

/// <summary>Body of <c>PUT /delivery/alerts</c>: all that a user wants to be told of as soon as it happens.</summary>
/// <param name="Rules">At most as many as the installation says: 20, unless it says otherwise.</param>
public sealed record AlertRules([property: Required, MaxLength(AlertRules.Most)] IReadOnlyList<AlertRule?>? Rules)
{
    /// <summary>The most that a user has in any installation.</summary>
    public const int Most = 100;
}
