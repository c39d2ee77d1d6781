namespace Nanobot.Platform.Objects.S3;

/// <summary>Options of the kind <c>s3</c>: Amazon S3, or a server that speaks its protocol.</summary>
public sealed class S3Options
{
    /// <summary>Address of a server that is not Amazon's, such as <c>https://minio.example:9000</c>. Default: Amazon's of the region.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The region, which signatures name as well. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The bucket; 3 to 63 characters.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Id of the key. Default: what the SDK finds in its environment (variables, a profile, the role of the pod or machine).</summary>
    public string? AccessKey { get; set; }

    /// <summary>The key's secret; set together with <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether the bucket stands in the path and not in the host's name. Default: where <see cref="ServiceUrl"/> is set.</summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>
    /// What the cold tier is: <c>STANDARD_IA</c>, <c>ONEZONE_IA</c> or <c>GLACIER_IR</c>, which are read at once, <c>GLACIER</c> or <c>DEEP_ARCHIVE</c>, which are not. Default <c>STANDARD_IA</c>.
    /// </summary>
    public string ColdStorageClass { get; set; } = "STANDARD_IA";

    /// <summary>How long what came back from the archive is readable without being moved. Default 7 days; range 1 to 365.</summary>
    public int RestoreDays { get; set; } = 7;

    /// <summary>Whether a bucket that is missing is made. Default: where <see cref="ServiceUrl"/> is on this machine.</summary>
    public bool? CreateBucket { get; set; }

    internal bool CreatesBucket => CreateBucket ?? (Uri.TryCreate(ServiceUrl, UriKind.Absolute, out var url) && url.IsLoopback);
}
