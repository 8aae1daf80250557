/** JSON of organizations. */
import type { Organization } from '../cloud/model.ts';
import type { JsonObject } from '../json.ts';
import type { Settings } from '../options.ts';
import { countryShape } from './places.ts';

export function organizationShape(organization: Organization): JsonObject {
  return {
    id: organization.id,
    name: organization.name,
    sub_domain: organization.subDomain,
    infrastructure_domain: organization.infrastructureDomain,
    created_at: organization.createdAt,
    activated_at: organization.activatedAt,
    suspended: organization.suspended,
    managed: organization.managed,
  };
}

/** The organization inside a machine, which comes with a UUID and its billing address. */
export function organizationWithBilling(organization: Organization, { shapes }: Settings): JsonObject {
  const { name, lines, postcode, vatNumber, phoneNumber, currency, country } = organization.billing;
  const [address1, address2, address3, address4] = lines;
  return {
    id: organization.id,
    ...(shapes === 'current' ? { uuid: organization.uuid } : {}),
    ...organizationShape(organization),
    billing_name: name,
    address1,
    address2,
    address3,
    address4,
    postcode,
    vat_number: vatNumber,
    phone_number: phoneNumber,
    currency: { id: currency.id, name: currency.name, iso_code: currency.isoCode, symbol: currency.symbol },
    country: countryShape(country),
    country_state: null,
  };
}
