using System.Text.Encodings.Web;
using System.Text.Json;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary><c>config.json</c>: the user's configuration as the tenants module has it. Nobody writes it; it changes with what it shows.</summary>
internal static class ConfigFile
{
    public const string Name = "config.json";

    // What is read by people: in lines, and Chinese as it is.
    private static readonly JsonSerializerOptions Lines = new(Json.Wire) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where it is.</summary>
    public static WorkspacePath Path { get; } = WorkspacePath.TryParse(Name, out var path) ? path : throw new InvalidOperationException("No path.");

    /// <summary>Whether <paramref name="path"/> is that file, however it is spelled.</summary>
    public static bool Is(WorkspacePath path) => path.Value.Equals(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What it says of <paramref name="user"/>: UTF-8, ends with a line feed.</summary>
    public static byte[] Of(UserResource user) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new { user.UserId, user.UpdatedAt, user.Preferences, user.Watchlist, user.CustomData }, Lines), (byte)'\n'];
}
