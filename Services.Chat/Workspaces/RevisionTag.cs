using System.Globalization;
using Microsoft.Net.Http.Headers;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The entity tag of a file: its revision.</summary>
internal static class RevisionTag
{
    public static EntityTagHeaderValue Of(long revision) => new(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));

    public static Validators Of(long revision, DateTimeOffset updatedAt) => new(Of(revision), updatedAt);
}
