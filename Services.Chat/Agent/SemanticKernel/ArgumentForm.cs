using System.Text.Json;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>What a session's history can keep of a call's arguments and give back.</summary>
internal static class ArgumentForm
{
    // No tool takes more than three.
    private const int MostLevels = 32;

    public static bool CanBeKept(object? argument) => argument is not JsonElement json || CanBeKept(json, MostLevels);

    private static bool CanBeKept(JsonElement json, int levels) => json.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when levels == 0 => false,
        JsonValueKind.Object => HasWholeNames(json) && json.EnumerateObject().All(member => CanBeKept(member.Value, levels - 1)),
        JsonValueKind.Array => json.EnumerateArray().All(entry => CanBeKept(entry, levels - 1)),
        JsonValueKind.String => IsWhole(json, static text => text.GetString()),
        _ => true,
    };

    private static bool HasWholeNames(JsonElement json) => IsWhole(json, static members => members.EnumerateObject().Sum(static member => member.Name.Length));

    private static bool IsWhole<T>(JsonElement json, Func<JsonElement, T> read)
    {
        try
        {
            read(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone; it has no way of asking first.
            return false;
        }
    }
}
