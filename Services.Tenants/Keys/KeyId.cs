namespace Nanobot.Services.Tenants.Keys;

/// <summary>Form of the public id of an issued API key.</summary>
internal static class KeyId
{
    private const int Length = 16;

    public static bool IsValid(string id) => id.Length == Length && id.All(char.IsAsciiHexDigitLower);
}
