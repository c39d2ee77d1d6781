using System.Text.Json;

namespace Nanobot.Services.Tenants.Users;

/// <summary>What an application may store with a user: any JSON that the database can hold as such.</summary>
internal static class CustomData
{
    public const string Form = "holds something that cannot be stored: a NUL character, half of a surrogate pair, or a number beyond 64-bit floating point";

    /// <summary>Whether <paramref name="value"/> can be stored; PostgreSQL's jsonb takes less than JSON allows.</summary>
    public static bool CanStore(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => CanStore(member.Name) && CanStore(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(CanStore),
        JsonValueKind.String => CanStoreText(value),
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number),
        _ => true,
    };

    /// <summary>Whether a member may have that name.</summary>
    public static bool CanStore(string name) => !name.Contains('\0', StringComparison.Ordinal);

    private static bool CanStoreText(JsonElement value)
    {
        try
        {
            return CanStore(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone; it has no way of asking first.
            return false;
        }
    }
}
