using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The entity tag of a file: its revision.</summary>
internal static class RevisionTag
{
    public static EntityTagHeaderValue Of(long revision) => new(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));
}
