namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What sends requests to sources.</summary>
internal interface ISourceClients
{
    /// <summary>That of an address of the installation's.</summary>
    HttpMessageInvoker For(Uri address);
}
