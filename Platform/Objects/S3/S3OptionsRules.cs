using System.Text.RegularExpressions;

namespace Nanobot.Platform.Objects.S3;

/// <summary>What the options of the kind <c>s3</c> have to be.</summary>
internal static partial class S3OptionsRules
{
    private static readonly string[] ColdClasses = ["STANDARD_IA", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];

    public static IEnumerable<(bool Holds, string Message)> Of(S3Options options) =>
    [
        (BucketName().IsMatch(options.Bucket), "Objects:S3:Bucket must be the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-'."),
        (options.ServiceUrl is null || (Uri.TryCreate(options.ServiceUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"), "Objects:S3:ServiceUrl must be an absolute http or https URL."),
        (RegionName().IsMatch(options.Region), "Objects:S3:Region must be the name of a region, such as eu-central-1."),
        (string.IsNullOrEmpty(options.AccessKey) == string.IsNullOrEmpty(options.SecretKey), "Objects:S3:AccessKey and Objects:S3:SecretKey must be set together, or neither."),
        (ColdClasses.Contains(options.ColdStorageClass), $"Objects:S3:ColdStorageClass must be one of {string.Join(", ", ColdClasses)}."),
        (options.RestoreDays is >= 1 and <= 365, "Objects:S3:RestoreDays must be between 1 and 365."),
    ];

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
