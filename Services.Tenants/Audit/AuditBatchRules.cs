using System.Text;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>What entries must be to be kept.</summary>
internal static class AuditBatchRules
{
    private const int Longest = 200;

    public static void Check(AuditBatch batch, ValidationErrors errors)
    {
        var entries = batch.Entries;
        if (entries is not { Count: >= 1 and <= AuditBatch.Largest })
        {
            errors.Require(false, "entries", $"must be 1 to {AuditBatch.Largest} entries");
            return;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            errors.Require(IsWhole(entries[i]), $"entries[{i}]", "must be an entry with id, operation, outcome, role, at and count, its texts of 200 characters at most");
        }
    }

    private static bool IsWhole(AuditEntry? entry) => entry is { Count: > 0 } && entry.Id != Guid.Empty && entry.At > DateTimeOffset.UnixEpoch
        && entry is { Operation.Length: > 0, Outcome.Length: > 0, Role.Length: > 0 }
        && new[] { entry.TenantId, entry.Operation, entry.Target, entry.Outcome, entry.Role, entry.UserId, entry.KeyId, entry.Address, entry.TraceId }.All(IsText);

    private static bool IsText(string? text) =>
        text is null || (text.Length <= Longest && !text.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar));
}
