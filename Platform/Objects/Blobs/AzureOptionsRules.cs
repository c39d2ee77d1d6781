using System.Text.RegularExpressions;
using Azure.Storage.Blobs;

namespace Nanobot.Platform.Objects.Blobs;

/// <summary>What the options of the kind <c>azure</c> have to be.</summary>
internal static partial class AzureOptionsRules
{
    private static readonly string[] ColdTiers = ["Cool", "Cold", "Archive"];

    public static IEnumerable<(bool Holds, string Message)> Of(AzureOptions options) =>
    [
        (string.IsNullOrEmpty(options.ConnectionString) != string.IsNullOrEmpty(options.ServiceUrl), "Either Objects:Azure:ConnectionString or Objects:Azure:ServiceUrl must be set, and not both."),
        // The text holds a key: the message says which setting it is, not what it says.
        (string.IsNullOrEmpty(options.ConnectionString) || IsConnectionString(options.ConnectionString), "Objects:Azure:ConnectionString is not a connection string of a storage account."),
        (string.IsNullOrEmpty(options.ServiceUrl) || (Uri.TryCreate(options.ServiceUrl, UriKind.Absolute, out var url) && url.Scheme is "https"), "Objects:Azure:ServiceUrl must be an absolute https URL: tokens are not sent over http."),
        (ContainerName().IsMatch(options.Container), "Objects:Azure:Container must be the name of a container: 3 to 63 lower-case letters, digits and single hyphens between them."),
        (ColdTiers.Contains(options.ColdTier), $"Objects:Azure:ColdTier must be one of {string.Join(", ", ColdTiers)}."),
    ];

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new BlobServiceClient(text).Uri.IsAbsoluteUri;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
