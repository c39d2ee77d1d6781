using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Usage;

/// <summary>What is refused for want of room. No time is named after which it would be let through: what is kept stays until somebody deletes it.</summary>
internal static class UsageRefusals
{
    private const long Megabyte = 1_000_000;

    public static Refusal Sessions(string whose, long limit, long used) => Of(QuotaType.Sessions, limit, used, string.Create(CultureInfo.InvariantCulture,
        $"{whose} may keep {limit} sessions and has {used}. Go on in one of them (session_id), delete one (DELETE /sessions/{{session_id}}), or ask for more (POST /limits/requests)."), []);

    public static Refusal Storage(string whose, long limit, long used, long added) => Of(QuotaType.Storage, limit, (used + Megabyte - 1) / Megabyte, string.Create(CultureInfo.InvariantCulture,
        $"{whose} may keep {limit} MB (10^6 bytes) in workspaces and has {used} bytes; this would add {added}. Delete files (DELETE /workspace/files/{{path}}), write less, or ask for more (POST /limits/requests)."),
        [new("used_bytes", used), new("added_bytes", added)]);

    private static Refusal Of(QuotaType quota, long limit, long used, string detail, KeyValuePair<string, object?>[] more) =>
        new(StatusCodes.Status429TooManyRequests, "QUOTA_EXCEEDED", detail)
        {
            Members = new Dictionary<string, object?>(
            [
                new("guard", "quota"), new("quota", quota.Value), new("unit", quota.Unit), new("limit", limit), new("used", used), new("resets_at", null), .. more,
            ]),
        };
}
