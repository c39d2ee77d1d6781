using Nanobot.Contracts.Values;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Amounts of quotas that rows name, as people see them.</summary>
internal static class ShownAmount
{
    /// <summary>Of a quota that is not known, since a newer version wrote it, as it is stored.</summary>
    public static decimal Of(string quota, long amount) => QuotaType.TryParse(quota, out var type) ? type.Shown(amount) : amount;

    /// <inheritdoc cref="Of(string, long)" />
    public static decimal? Of(string quota, long? amount) => amount is { } some ? Of(quota, some) : null;
}
