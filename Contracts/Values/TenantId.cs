using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Id of a tenant.</summary>
public sealed partial record TenantId : DomainValue<TenantId>, IDomainValue<TenantId>
{
    /// <summary>What every id matches, as SQL and schemas write it; all but <see cref="Reserved"/> that match are ids.</summary>
    public const string Pattern = "^" + Id + "$";

    /// <summary><c>GET /tenants/current</c> answers every member, so no tenant may have that id.</summary>
    public const string Reserved = "current";

    private const string Id = "[a-z0-9][a-z0-9_-]{1,48}[a-z0-9]";

    private TenantId(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form =>
        $"must be 3 to 50 lower-case letters, digits, '-' and '_', with a letter or digit at both ends, and not the reserved word '{Reserved}'";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TenantId? value)
    {
        value = text is not null && text != Reserved && Whole().IsMatch(text) ? new TenantId(text) : null;
        return value is not null;
    }

    // '$' would let a line end pass.
    [GeneratedRegex(@"\A" + Id + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
